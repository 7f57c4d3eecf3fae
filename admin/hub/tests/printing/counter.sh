#!/bin/sh
# Stands in for the program that counts: says how many pages there are, then the rest once somebody lets it. The document is the
# name of the pipe in which that is written.
read -r rest
echo '{"frame":"estimate","pages":4}'
cat "$rest"
