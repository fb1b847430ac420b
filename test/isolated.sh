#!/bin/sh
# Node, with a network and a /tmp of its own: see pool.ts.
node=$TEST_NODE supervisor=$TEST_SUPERVISOR
unset TEST_NODE TEST_SUPERVISOR
exec "$supervisor" isolate --keep "$PWD" -- "$node" "$@"
