-- A scan, a verification and a replacement are of the same person as their document, whoever writes them: each row is
-- reached by its person, so a row of another person would show somebody's paper to the wrong office. Run by the owner
-- after the migrations; may be run again.
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'document_has_one_person') THEN
        ALTER TABLE documents_document ADD CONSTRAINT document_has_one_person UNIQUE (id, person_id);
        ALTER TABLE documents_document ADD CONSTRAINT document_replaces_its_person
            FOREIGN KEY (replaces_id, person_id) REFERENCES documents_document (id, person_id);
        ALTER TABLE documents_scan ADD CONSTRAINT scan_is_of_its_person
            FOREIGN KEY (document_id, person_id) REFERENCES documents_document (id, person_id);
        ALTER TABLE documents_verification ADD CONSTRAINT verification_is_of_its_person
            FOREIGN KEY (document_id, person_id) REFERENCES documents_document (id, person_id);
    END IF;
END $$;
