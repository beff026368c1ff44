-- What never leaves the office, version 1. As in record.1.sql, nothing that is kept can be changed; a document can only
-- lose its content.

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    visit TEXT NOT NULL,
    kind TEXT NOT NULL,
    document TEXT
) STRICT;
CREATE INDEX documents_of_a_kind ON documents (visit, kind, number);
CREATE TRIGGER documents_not_taken_away BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER documents_not_replaced BEFORE INSERT ON documents
WHEN EXISTS (SELECT 1 FROM documents WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER documents_not_changed BEFORE UPDATE ON documents
WHEN NEW.document IS NOT NULL
    OR (NEW.number, NEW.visit, NEW.kind) IS NOT (OLD.number, OLD.visit, OLD.kind)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE forgotten (number INTEGER PRIMARY KEY REFERENCES documents (number)) STRICT;
CREATE TRIGGER forgotten_not_taken_away BEFORE DELETE ON forgotten
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER forgotten_not_changed BEFORE UPDATE ON forgotten
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER forgotten_done AFTER INSERT ON forgotten
BEGIN UPDATE documents SET document = NULL WHERE number = NEW.number; END;
