#!/bin/sh
# Stands for a program in a test's tree: the file that holds its answer is named after what is asked.
asked=$(printf %s "$*" | tr '/ ' '__')
exec cat "$0.says/${asked:-nothing}"
