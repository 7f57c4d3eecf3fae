-- A log-in looks for the next free number of a picture and the room counts its day: with these, neither takes longer the more
-- sessions the day has had.

DROP INDEX session_by_day;
CREATE INDEX session_by_day ON session (day, picture, ordinal);
CREATE INDEX session_counted ON session (day, started, seconds);
DROP INDEX ticket_by_day;
CREATE INDEX ticket_by_day ON ticket (day, picture, ordinal);
