-- What never leaves the office, version 1. As in record.1.sql, nothing that is kept can be changed; a document can only
-- lose its content.

CREATE TABLE documents (
    number bigint PRIMARY KEY,
    visit text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    document text COLLATE "C"
);
CREATE INDEX documents_of_a_kind ON documents (visit, kind, number);

CREATE TABLE forgotten (number bigint PRIMARY KEY REFERENCES documents (number));

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION only_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.document IS NOT NULL OR (NEW.number, NEW.visit, NEW.kind) IS DISTINCT FROM (OLD.number, OLD.visit, OLD.kind)
    THEN
        RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

-- This one acts with the rights of the owner: the role itself may not change a row.

CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    UPDATE documents SET document = NULL WHERE number = NEW.number;
    RETURN NULL;
END $$;

CREATE TRIGGER not_changed BEFORE UPDATE OR DELETE ON forgotten FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_taken_away BEFORE DELETE ON documents FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_changed BEFORE UPDATE ON documents FOR EACH ROW EXECUTE FUNCTION only_forget();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON documents EXECUTE FUNCTION refuse();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON forgotten EXECUTE FUNCTION refuse();
CREATE TRIGGER done AFTER INSERT ON forgotten FOR EACH ROW EXECUTE FUNCTION forget();
