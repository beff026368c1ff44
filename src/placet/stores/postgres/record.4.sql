-- Version 4: by which move the records went. Two folders of one home name different ones, and the second is told apart.

ALTER TABLE moved ADD COLUMN move text COLLATE "C";
