#!/usr/bin/env bash
# Make sure there is a browser for the journeys, quietly where there is one.
set -uo pipefail
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "Installing Chromium for the browser journeys (once) …"
  apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
echo "Fetching Playwright's own Chromium for the browser journeys (once) …"
.venv/bin/playwright install chromium && exit 0
echo "No browser could be installed. Install Chromium, then run make test again." >&2
exit 1
