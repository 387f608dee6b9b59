"""Tables: records into rows and DataFrames; comparison across institutions and years; findings."""
