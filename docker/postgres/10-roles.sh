#!/bin/bash
# Runs once, when the volume is empty: the three roles and their database. What they may do inside it, the migrations grant.
set -euo pipefail

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner_password="$LOOKFLEX_OWNER_PASSWORD" \
  -v app_password="$LOOKFLEX_APP_PASSWORD" \
  -v reader_password="$LOOKFLEX_READER_PASSWORD" <<'SQL'
create role lookflex_owner login password :'owner_password';
create role lookflex_app login password :'app_password';
create role lookflex_reader login password :'reader_password';
alter role lookflex_app set idle_in_transaction_session_timeout = '60s';
alter role lookflex_reader set default_transaction_read_only = on;
alter role lookflex_reader set statement_timeout = '120s';
alter role lookflex_reader set idle_in_transaction_session_timeout = '60s';
create database lookflex owner lookflex_owner;
revoke all on database lookflex from public;
grant connect, temporary on database lookflex to lookflex_app, lookflex_reader;
\connect lookflex
create extension if not exists pg_stat_statements;
SQL
