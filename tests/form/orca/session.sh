#!/bin/bash
# A desktop of its own with Orca and one browser: session.sh firefox|chromium ADDRESS, inside `dbus-run-session --`, with
# DISPLAY set, and WORK, a folder that nobody else uses. It ends with the browser, and takes the rest with it.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$WORK" || exit 1
export HOME=$WORK/home XDG_RUNTIME_DIR=$WORK/run XDG_CONFIG_HOME=$WORK/home/.config XDG_DATA_HOME=$WORK/home/.local/share
export GTK_MODULES=gail:atk-bridge ACCESSIBILITY_ENABLED=1 GNOME_ACCESSIBILITY=1 MOZ_ENABLE_WAYLAND=0 NO_AT_BRIDGE=0 LANG=C.UTF-8
mkdir -p "$HOME" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" profile
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT TERM
openbox &
/usr/libexec/at-spi-bus-launcher --launch-immediately &
until dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.freedesktop.DBus.Properties.Set \
  string:org.a11y.Status string:ScreenReaderEnabled variant:boolean:true; do sleep 0.2; done
dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.freedesktop.DBus.Properties.Set \
  string:org.a11y.Status string:IsEnabled variant:boolean:true
PYTHONPATH=$here/stub orca --replace --debug-file="$WORK/debug.out" &
until [ -s "$WORK/debug.out" ]; do sleep 0.2; done
sleep 3
if [ "$1" = firefox ]; then
  cat > profile/user.js <<'P'
user_pref("accessibility.force_disabled", -1);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.normandy.enabled", false);
user_pref("app.update.auto", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,");
user_pref("termsofuse.bypassNotification", true);
user_pref("browser.preonboarding.enabled", false);
P
  firefox-esr --profile "$WORK/profile" --no-remote --kiosk "$2" &
else
  chromium --no-sandbox --disable-gpu --user-data-dir="$WORK/profile" --no-first-run --force-renderer-accessibility \
    --start-fullscreen --disable-background-networking --disable-component-update --disable-sync "$2" &
fi
wait $!
