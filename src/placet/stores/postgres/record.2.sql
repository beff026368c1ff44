-- Version 2: whose records these are. The first home that writes here says so, and no other side's is let in.

CREATE TABLE whose (
    number bigint PRIMARY KEY CHECK (number = 1),
    side text COLLATE "C" NOT NULL
);

CREATE TRIGGER not_changed BEFORE UPDATE OR DELETE ON whose FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON whose EXECUTE FUNCTION refuse();
