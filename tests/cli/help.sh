#!/usr/bin/env bash
# Help, version, unknown commands and options: what a newcomer meets first.
. "$(dirname "$0")/tap.bash"

run --version
exits 0 "version is asked for and given"
says "unknot 0." "version names the program"
run --help
exits 0 "help is no mistake"
says "gap" "help names the command that works"
says "not built yet" "help says what is not there yet"
run --version --jsn
complains "'--jsn' is one word too many after 'unknot --version'" "a word after --version"
run -V extra
complains "'extra' is one word too many after 'unknot -V'" "a word after -V"
run --help gap
complains "write 'unknot help COMMAND'" "a word after --help: how to ask for one command's"
run help gap
exits 0 "help of one command"
says "--outcome EXPR" "is that command's"
run help gap extra
complains "'extra' is one word too many after 'unknot help COMMAND'" "a word after help COMMAND"
run
complains "no command is given" "no command: says what to try"
run gapp
complains "did you mean 'gap'?" "a slip in a command's name is offered the right one"
run gap --help
says "--outcome EXPR" "the command's help has its options"
says "exit status" "and its exit codes"
run gap --outcom x
complains "did you mean '--outcome'?" "a slip in an option's name is offered the right one"
run gap x.csv --by a --by b --outcome
complains "'--outcome' needs a value" "an option without its value"
run gap x.csv --json=yes --by a
complains "'--json' takes no value" "a flag with a value"
run gap x.csv --outcome "a = 1" --outcome "a = 2" --by b
complains "given twice" "an option given twice"
run gap x.csv --like phe --by b --outcome "a = 1"
complains "'--like' is not built yet" "an option that is planned answers so"
run learn
complains "'unknot learn' is not built yet" "a command that is planned answers so"
run gap a.csv b.csv --by b --outcome "a = 1"
complains "more than one file" "two files"

# every command and every option has help, and the manual and the completions know them
for command in $("$UNKNOT" completion bash | sed -n "s/.*--help --version\(.*\)'/\1/p"); do
    run "$command" --help
    exits 0 "help of $command"
done
run audit --help
says "--memory SIZE" "an audit has the options of all that read data"
is "$(printf '%s' "$out" | tr -s ' \n' ' ' | grep -c "names groups that occur in the data: look \
before you share it")" 1 "questions hold what the rows hold, and the help says so"
for option in encoding skip delimiter sheet spread; do
    says_not "--$option" "and not --$option, which a study says beside each file"
    is "$("$UNKNOT" completion bash | grep -c -- "audit) .*--$option\b")" 0 \
        "nor does its completion"
    "$UNKNOT" gap --help | grep -q -- "--$option "
    check $? "gap has it" ""
done
run manual
says '\fB\-\-not\-recorded\fR' "the manual has the options"
if command -v man > /dev/null; then
    "$UNKNOT" manual > unknot.1
    warnings=$(MANWIDTH=80 man --warnings -l unknot.1 2>&1 > /dev/null)
    is "$warnings" "" "the manual is clean roff"
else
    skip "the manual is clean roff" "man is not installed"
fi
"$UNKNOT" completion bash > completion.bash
bash -n completion.bash
check $? "the bash completion is valid bash" ""
answer=$(bash -c '. ./completion.bash; COMP_WORDS=(unknot gap --out); COMP_CWORD=2; _unknot
    echo "${COMPREPLY[@]}"')
is "$answer" "--outcome --out-of --output" "bash completes options"
for command in manual "completion bash"; do
    run $command --json
    complains "has no answer in JSON; leave it out" "$command takes no --json"
done
run completion tcsh
complains "write bash, zsh or fish" "a shell that is not known"
finish
