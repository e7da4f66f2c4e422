-- What is read again is found by its id: in a large store without looking at every document.
CREATE INDEX documents_by_id ON documents (id);
