#!/bin/sh
# Prints what happened to posts since the last run, one page of JSON on each line. For cron. Needs curl and sed.
#   sh poll.sh http://127.0.0.1:4000/graphql cursor.txt
set -eu
url=$1 file=$2
query='query ($after: Cursor) { postEvents(after: $after, first: 100) { nodes { id cursor type postId post { title url } } pageInfo { endCursor hasNextPage } } }'
while :; do
  # Without a cursor, the log is read from its oldest entry.
  after=null
  if [ -s "$file" ]; then after="\"$(cat "$file")\""; fi
  page=$(curl --silent --show-error --fail --max-time 30 --retry 5 "$url" --header 'content-type: application/json' \
    --data "{\"query\": \"$query\", \"variables\": {\"after\": $after}}")
  cursor=$(printf '%s' "$page" | sed -n 's/.*"pageInfo":{"endCursor":"\([^"]*\)".*/\1/p')
  if [ -z "$cursor" ]; then printf '%s\n' "$page" >&2; exit 1; fi
  printf '%s\n' "$page"
  # After the page was printed: a cursor means that everything up to it is done.
  printf '%s' "$cursor" > "$file.new"
  mv "$file.new" "$file"
  case $page in *'"hasNextPage":true'*) ;; *) exit 0 ;; esac
done
