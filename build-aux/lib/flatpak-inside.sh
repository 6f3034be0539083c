# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What build-aux/flatpak-check has a shell do in the sandbox.

set -eu

folder=$(mktemp -d)
cd "$folder"

pass ()
{
  echo "• $*"
}

# One picture through every format that is written, each read by the next. The PNG has to be small,
# which only one with a palette is.
write_formats ()
{
  cat <<'END'
{
  "format": "heddle-workflow", "version": 1, "id": "01980000-0000-7000-8000-00000000f1a7",
  "name": "Formats",
  "pipelines": [{
    "id": "main",
    "nodes": [
      {"id": "picture", "type": "ai.image-generation", "config": {"model": "sketch/image", "prompt": "A red cube"}},
      {"id": "avif", "type": "image.convert", "config": {"format": "avif", "quality": 60}},
      {"id": "webp", "type": "image.convert", "config": {"format": "webp", "quality": 80}},
      {"id": "jpeg", "type": "image.convert", "config": {"format": "jpeg", "quality": 80}},
      {"id": "png", "type": "image.convert", "config": {"format": "png", "max_bytes": 60000}}
    ],
    "links": [
      {"id": "1", "from": ["picture", "images"], "to": ["avif", "image"]},
      {"id": "2", "from": ["avif", "image"], "to": ["webp", "image"]},
      {"id": "3", "from": ["webp", "image"], "to": ["jpeg", "image"]},
      {"id": "4", "from": ["jpeg", "image"], "to": ["png", "image"]}
    ]
  }]
}
END
}

# A GIF and a TIFF of one pixel, which are only read.
write_pictures ()
{
  echo R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw== | base64 -d >probe.gif
  echo SUkqAAoAAACAAAkAAAEDAAEAAAABAAAAAQEDAAEAAAABAAAAAgEDAAEAAAAIAAAAAwEDAAEAAAABAAAABgEDAAEAAAABAAAAEQEEAAEAAAAIAAAAFQEDAAEAAAABAAAAFgEDAAEAAAABAAAAFwEEAAEAAAABAAAAAAAAAA== | base64 -d >probe.tiff
}

heddle --version
heddlectl doctor
pass "doctor is content"

for name in openai replicate; do
  printf 'not-a-key' | heddlectl secret set "$name"
done
heddlectl secret list | grep -q replicate
heddlectl secret remove replicate
heddlectl secret remove openai
pass "a key goes into the Secret portal's keyring and out again"

heddlectl run /app/share/heddle/templates/product-post.heddle --out results --yes --json >events
tail -n 1 events
tail -n 1 events | grep -q '"status":"completed"'
ls results
pass "the sample “Product post” completes with Sketch, $(ls results | wc -l) files"

write_formats >formats.heddle
heddlectl run formats.heddle --yes --json >events
tail -n 1 events
tail -n 1 events | grep -q '"status":"completed"'
for type in png jpeg webp avif; do
  grep -q "image/$type" events
done
pass "PNG, JPEG, WebP and AVIF are written, and read again"

write_pictures
heddlectl import probe.gif probe.tiff /app/share/heddle/templates/art/logo-dark.svg
pass "GIF, TIFF and SVG are read"
