-- Rate limits are counts of the last minutes: losing them in a crash costs nothing, and without a write-ahead log a
-- check costs no disk flush.
alter table rate_limits set unlogged;
