-- What codes stand for, while an import goes on.
CREATE OR REPLACE TEMP TABLE given_countries (system VARCHAR, code VARCHAR, party VARCHAR);
CREATE OR REPLACE TEMP TABLE given_kinds (
    code VARCHAR, type VARCHAR, mode VARCHAR, intensity DOUBLE, quad INTEGER, joint INTEGER
);
CREATE OR REPLACE TEMP TABLE given_names (party VARCHAR, name VARCHAR);
CREATE OR REPLACE TEMP TABLE given_stretches (file INTEGER, first BIGINT, skipped BIGINT)
