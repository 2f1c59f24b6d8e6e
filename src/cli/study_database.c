#include "cli/study_database.h"

bool study_database(const StudyTable *table, const StudyLookUp *look_up, DatabaseTable *out)
{
    const StudyText *name = look_up != NULL ? &look_up->table : &table->table;
    const StudyText *odbc = look_up != NULL ? &look_up->odbc : &table->odbc;

    if (odbc->text.length == 0) {
        odbc = &table->odbc;
    }
    *out = (DatabaseTable){odbc->text, odbc->place, name->text, name->place};
    return out->connection.length > 0 && out->name.length > 0;
}

Status study_database_open(Context *context, const Study *study, const DatabaseTable *database,
                           const DatabaseQuestion *question, Source *out, Str *hash)
{
    DatabaseQuestion whole = *question;

    if (question->read->spread_names.length == 0) {
        TRY(study_named_columns(context, study, &whole.wanted));
    }
    return database_read_table(context, database, &whole, out, hash);
}
