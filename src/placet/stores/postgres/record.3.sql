-- Version 3: which of that side's homes writes here, by the fingerprint of its first key card; the first says so when it
-- is made. And where the records went once they were moved away: from then on nothing can be added.

CREATE TABLE homes (
    number bigint PRIMARY KEY CHECK (number = 1),
    card text COLLATE "C" NOT NULL
);

CREATE TABLE moved (
    number bigint PRIMARY KEY CHECK (number = 1),
    store text COLLATE "C" NOT NULL
);

CREATE FUNCTION refuse_once_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM moved) THEN
        RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER not_changed BEFORE UPDATE OR DELETE ON homes FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON homes EXECUTE FUNCTION refuse();
CREATE TRIGGER not_changed BEFORE UPDATE OR DELETE ON moved FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON moved EXECUTE FUNCTION refuse();
CREATE TRIGGER not_moved BEFORE INSERT ON visits EXECUTE FUNCTION refuse_once_moved();
CREATE TRIGGER not_moved BEFORE INSERT ON entries EXECUTE FUNCTION refuse_once_moved();
CREATE TRIGGER not_moved BEFORE INSERT ON forks EXECUTE FUNCTION refuse_once_moved();
CREATE TRIGGER not_moved BEFORE INSERT ON statements EXECUTE FUNCTION refuse_once_moved();
CREATE TRIGGER not_moved BEFORE INSERT ON branches EXECUTE FUNCTION refuse_once_moved();
CREATE TRIGGER not_moved BEFORE INSERT ON erasures EXECUTE FUNCTION refuse_once_moved();
CREATE TRIGGER not_moved BEFORE INSERT ON envelopes EXECUTE FUNCTION refuse_once_moved();
CREATE TRIGGER not_moved BEFORE INSERT ON epochs EXECUTE FUNCTION refuse_once_moved();
