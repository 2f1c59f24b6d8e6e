-- Made-up people for measuring speed, the same for every run: each cell is worked out from the
-- row's number. ROWS and FILE are put in by tests/bench/run.py.
SET threads=2;
COPY (
    SELECT
        list_value('White', 'Asian', 'Black', 'Mixed', 'Other', 'Not stated')
            [1 + CAST(sqrt(CAST(hash(i, 1) % 36 AS DOUBLE)) AS INTEGER) % 6] AS ethnicity,
        CAST(1 + hash(i, 2) % 10 AS TINYINT) AS imd_decile,
        list_value('F', 'M', NULL)[CAST(1 + hash(i, 3) % 40 // 19 AS INTEGER)] AS sex,
        list_value('0-17', '18-25', '26-39', '40-64', '65-79', '80+')
            [CAST(1 + hash(i, 4) % 6 AS INTEGER)] AS age_band,
        list_value('North', 'South', 'East', 'West', 'Centre', 'Coast', 'Hills', 'Isles', 'City')
            [CAST(1 + hash(i, 5) % 9 AS INTEGER)] AS region,
        CAST(hash(i, 6) % 100 < 40 + hash(i, 2) % 10 AS TINYINT) AS seen,
        CAST(hash(i, 7) % 100000 AS DOUBLE) / 100 AS cost
    FROM range(ROWS) AS numbers(i)
) TO 'FILE' (FORM);
