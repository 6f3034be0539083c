-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the page of the workflow is called that a run is of. It is NULL where the workflow has only one:
-- then nobody calls it anything.

ALTER TABLE run ADD COLUMN page TEXT;

ALTER TABLE schedule ADD COLUMN page TEXT;

CREATE TEMP TABLE snapshot_page AS
SELECT workflow_snapshot.id AS snapshot_id, page.value ->> '$.id' AS pipeline,
       CASE WHEN coalesce (page.value ->> '$.name', '') NOT IN ('', 'main') THEN page.value ->> '$.name'
            WHEN page.value ->> '$.id' = 'main' THEN 'Main'
            ELSE page.value ->> '$.id' END AS title
FROM workflow_snapshot, json_each (workflow_snapshot.document, '$.pipelines') AS page
WHERE json_array_length (workflow_snapshot.document, '$.pipelines') > 1;

CREATE INDEX temp.snapshot_page_id ON snapshot_page (snapshot_id, pipeline);

UPDATE run SET page = snapshot_page.title FROM snapshot_page
WHERE snapshot_page.snapshot_id = run.snapshot_id AND snapshot_page.pipeline = run.pipeline;

UPDATE schedule SET page = snapshot_page.title FROM snapshot_page
WHERE snapshot_page.snapshot_id = schedule.snapshot_id AND snapshot_page.pipeline = schedule.pipeline;

DROP TABLE snapshot_page;
