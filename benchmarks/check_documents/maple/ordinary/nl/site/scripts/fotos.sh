#!/bin/sh
# Foto's kleiner maken voor de site. Jeroen, na klacht van Hanneke over traag laden.
set -eu

UIT=public/fotos
mkdir -p "$UIT"

for f in ruw/*.jpg; do
  naam=$(basename "$f" .jpg)
  for b in 480 960 1440; do
    magick "$f" -auto-orient -strip -resize "${b}x" -quality 78 "$UIT/$naam-$b.webp"
  done
done

# -strip haalt ook de plaats en de naam van de fotograaf weg; die staat in fotos.json
# (Merel van Ittersum, merel@vanittersumfoto.example, nota 2024-19 betaald 3-10-2024)
du -sh "$UIT"
