/* SQLite baseline: one writer in C that repeats the statements of a .plan file. The writer uses prepared statements, the write-ahead log,
 * several requests per commit, and one disk flush per commit. If the plan writes, a second thread executes its reads on a connection of its
 * own, a few commits ahead, as the readers of Emend do. The program runs on a copy of a database that Emend filled, on the listed orders.
 *
 *   gcc -O2 -pthread -o sqlite_baseline sqlite_baseline.c -lsqlite3
 *   ./sqlite_baseline copy.db orders.txt patch-quantity.lower.plan[,another.plan] 10 16      seconds, requests per commit
 */
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COMMITS_AHEAD = 4, FIRST_FRESH = 1000000, MOST_LINES = 16, MOST_PARAMETERS = 16, MOST_STATEMENTS = 128, MOST_PLANS = 4, ID = 40 };

typedef struct { char id[ID], plan[ID], job[ID], facility[ID], line[MOST_LINES][ID], article[MOST_LINES][ID];
                 int lines, term_changes; char *consumer, *terms; sqlite3_int64 revision, version, personal_revision; } Order;
typedef struct { char kind[16], text[4096]; sqlite3_int64 number; } Parameter;
typedef struct { sqlite3_stmt *stmt; int reads, parameters, at[MOST_PARAMETERS]; Parameter parameter[MOST_PARAMETERS]; } Statement;
typedef struct { int statements; Statement statement[MOST_STATEMENTS]; } Plan;

static sqlite3 *db, *reader;
static Plan plans[MOST_PLANS];
static int plan_count, together = 16;
static long read_ahead, done;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t moved = PTHREAD_COND_INITIALIZER;
static Order *orders;
static int order_count;
static char filler[64 * 1024];

static void fail(const char *what) { fprintf(stderr, "%s: %s\n", what, db ? sqlite3_errmsg(db) : ""); exit(1); }

static void run(const char *sql) { if (sqlite3_exec(db, sql, 0, 0, 0) != SQLITE_OK) fail(sql); }

static sqlite3_stmt *query_on(sqlite3 *connection, const char *sql) {
    sqlite3_stmt *stmt;
    if (sqlite3_prepare_v2(connection, sql, -1, &stmt, 0) != SQLITE_OK) { fprintf(stderr, "%s: ", sqlite3_errmsg(connection)); fail(sql); }
    return stmt;
}

static sqlite3_stmt *query(const char *sql) { return query_on(db, sql); }

static const char *text_at(sqlite3_stmt *stmt, int column) { return (const char *)sqlite3_column_text(stmt, column); }

static void copy(char *to, sqlite3_stmt *stmt, int column) { snprintf(to, ID, "%s", text_at(stmt, column) ? text_at(stmt, column) : ""); }

static int by_id(const void *a, const void *b) { return strcmp(((const Order *)a)->id, ((const Order *)b)->id); }

static Order *find(const char *id) {
    Order key;
    snprintf(key.id, ID, "%s", id);
    return bsearch(&key, orders, (size_t)order_count, sizeof(Order), by_id);
}

/* Reads the orders of the file: one id per line. */
static void read_orders(const char *file) {
    char line[ID + 2];
    FILE *in = fopen(file, "r");
    if (!in) fail(file);
    for (int most = 0; fgets(line, sizeof line, in);) {
        line[strcspn(line, "\n")] = 0;
        if (order_count == most) orders = realloc(orders, (size_t)(most = 2 * most + 1024) * sizeof(Order));
        memset(&orders[order_count], 0, sizeof(Order));
        snprintf(orders[order_count++].id, ID, "%.*s", ID - 1, line);
    }
    fclose(in);
    qsort(orders, (size_t)order_count, sizeof(Order), by_id);
    sqlite3_stmt *stmt = query("SELECT order_id, revision, version, personal_revision, consumer_id FROM orders");
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        Order *o = find(text_at(stmt, 0));
        if (!o) continue;
        o->revision = sqlite3_column_int64(stmt, 1);
        o->version = sqlite3_column_int64(stmt, 2);
        o->personal_revision = sqlite3_column_int64(stmt, 3);
        o->consumer = text_at(stmt, 4) ? strdup(text_at(stmt, 4)) : 0;
    }
    sqlite3_finalize(stmt);
}

static void read_entities(void) {
    sqlite3_stmt *stmt = query("SELECT order_id, kind, entity_id FROM order_entities");
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        Order *o = find(text_at(stmt, 0));
        if (o) copy(strcmp(text_at(stmt, 1), "PLAN") == 0 ? o->plan : o->job, stmt, 2);
    }
    sqlite3_finalize(stmt);
    stmt = query("SELECT order_id, line_id, facility_id, article_id FROM reservations");
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        Order *o = find(text_at(stmt, 0));
        if (!o || o->lines == MOST_LINES) continue;
        copy(o->line[o->lines], stmt, 1);
        copy(o->facility, stmt, 2);
        copy(o->article[o->lines++], stmt, 3);
    }
    sqlite3_finalize(stmt);
    stmt = query("SELECT order_id, terms FROM order_search_terms");
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        Order *o = find(text_at(stmt, 0));
        if (o) o->terms = strdup(text_at(stmt, 1));
    }
    sqlite3_finalize(stmt);
}

static void read_plan(Plan *plan, const char *file) {
    static char line[16 * 1024];
    FILE *in = fopen(file, "r");
    if (!in) fail(file);
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = 0;
        if (line[0] == '#') continue;
        if (strncmp(line, "sql ", 4) == 0) {
            Statement *added = &plan->statement[plan->statements++];
            added->reads = strncmp(line + 4, "SELECT", 6) == 0;
            added->stmt = query_on(added->reads ? reader : db, line + 4);
            continue;
        }
        Statement *s = &plan->statement[plan->statements - 1];
        char name[16];
        snprintf(name, sizeof name, "$%d", s->parameters + 1); /* parameters are numbered by name, not by position */
        s->at[s->parameters] = sqlite3_bind_parameter_index(s->stmt, name);
        Parameter *p = &s->parameter[s->parameters++];
        sscanf(line, "%15s %4095[^\n]", p->kind, p->text);
        p->number = atoll(p->text);
    }
    fclose(in);
}

static void bind_text(sqlite3_stmt *stmt, int at, const char *text) { sqlite3_bind_text(stmt, at, text, -1, SQLITE_TRANSIENT); }

static void bind_column(sqlite3_stmt *stmt, int at, const Order *o, const char *column, int more) {
    if (strcmp(column, "revision") == 0) sqlite3_bind_int64(stmt, at, o->revision + more);
    else if (strcmp(column, "version") == 0) sqlite3_bind_int64(stmt, at, o->version + more);
    else if (strcmp(column, "personal_revision") == 0) sqlite3_bind_int64(stmt, at, o->personal_revision + more);
    else bind_text(stmt, at, o->consumer);
}

/* The terms of the order and, in turn, the second or the first of two lists: "FIRST SECOND". Emend writes the terms that changed only. */
static void bind_terms(sqlite3_stmt *stmt, int at, const char *lists, Order *o) {
    static char text[16 * 1024];
    const char *own = o->terms ? o->terms : "[]", *second = strchr(lists, ' ') + 1;
    const char *list = o->term_changes++ % 2 == 0 ? second : lists;
    int own_length = (int)strlen(own) - 1, length = (int)(list == second ? strlen(list) : (size_t)(second - lists) - 1) - 2;
    snprintf(text, sizeof text, "%.*s%s%.*s]", own_length, own, own_length > 1 && length > 0 ? "," : "", length, list + 1);
    bind_text(stmt, at, text);
}

static void bind(sqlite3_stmt *stmt, int at, const Parameter *p, Order *o, sqlite3_int64 from) {
    char id[64];
    const char *kind = p->kind;
    int line = o->lines ? (int)(p->number % o->lines) : 0;
    if (strcmp(kind, "text") == 0) sqlite3_bind_text(stmt, at, p->text, -1, SQLITE_STATIC);
    else if (strcmp(kind, "int") == 0) sqlite3_bind_int64(stmt, at, p->number);
    else if (strcmp(kind, "now") == 0) sqlite3_bind_int64(stmt, at, (sqlite3_int64)time(0) * 1000000);
    else if (strcmp(kind, "blob") == 0) sqlite3_bind_blob(stmt, at, filler, (int)p->number, SQLITE_STATIC);
    else if (strcmp(kind, "order") == 0) bind_text(stmt, at, o->id);
    else if (strcmp(kind, "entity") == 0) bind_text(stmt, at, strcmp(p->text, "PLAN") == 0 ? o->plan : o->job);
    else if (strcmp(kind, "line") == 0) bind_text(stmt, at, o->line[line]);
    else if (strcmp(kind, "facility") == 0) bind_text(stmt, at, o->facility);
    else if (strcmp(kind, "article") == 0) bind_text(stmt, at, o->article[line]);
    else if (strcmp(kind, "present") == 0) bind_column(stmt, at, o, p->text, 0);
    else if (strcmp(kind, "next") == 0) bind_column(stmt, at, o, p->text, 1);
    else if (strcmp(kind, "terms") == 0) bind_terms(stmt, at, p->text, o);
    else if (strcmp(kind, "freshnumber") == 0) sqlite3_bind_int64(stmt, at, from);
    else if (strcmp(kind, "fresh") == 0) {
        snprintf(id, sizeof id, "01920000-0000-7000-c000-%012lld", (long long)(from + p->number));
        bind_text(stmt, at, id);
    }
    else sqlite3_bind_null(stmt, at);
}

/* A random order. The reader and the writer choose the same one. */
static Order *order_of(long number) {
    unsigned long long x = (unsigned long long)number * 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93ull;
    return &orders[(x ^ (x >> 32)) % (unsigned long long)order_count];
}

/* Executes the reads or the writes of a request. */
static void execute(long number, int reads) {
    Plan *plan = &plans[number % plan_count];
    Order *o = order_of(number);
    sqlite3_int64 from = FIRST_FRESH + 64 * (sqlite3_int64)number;
    for (int i = 0; i < plan->statements; i++) {
        Statement *s = &plan->statement[i];
        if (s->reads != reads) continue;
        for (int p = 0; p < s->parameters; p++) bind(s->stmt, s->at[p], &s->parameter[p], o, from);
        int result;
        while ((result = sqlite3_step(s->stmt)) == SQLITE_ROW)
            for (int c = 0; c < sqlite3_column_count(s->stmt); c++) (void)sqlite3_column_blob(s->stmt, c);
        if (result != SQLITE_DONE) fail(sqlite3_sql(s->stmt));
        if (strncmp(sqlite3_sql(s->stmt), "UPDATE orders", 13) == 0) {
            if (sqlite3_changes(db) != 1) fail("an order was not found");
            o->revision++;
            o->version++;
        }
        sqlite3_reset(s->stmt);
    }
}

static void *read_requests(void *unused) {
    for (long number = 0;; number++) {
        execute(number, 1);
        pthread_mutex_lock(&lock);
        read_ahead = number + 1;
        pthread_cond_broadcast(&moved);
        while (read_ahead >= done + COMMITS_AHEAD * together) pthread_cond_wait(&moved, &lock);
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

static void write_requests(void) {
    pthread_mutex_lock(&lock);
    while (read_ahead < done + together) pthread_cond_wait(&moved, &lock);
    pthread_mutex_unlock(&lock);
    run("BEGIN IMMEDIATE");
    for (int i = 0; i < together; i++) execute(done + i, 0);
    run("COMMIT");
    pthread_mutex_lock(&lock);
    done += together;
    pthread_cond_broadcast(&moved);
    pthread_mutex_unlock(&lock);
}

static int writes(void) {
    for (int i = 0; i < plans[0].statements; i++) if (!plans[0].statement[i].reads) return 1;
    return 0;
}

static sqlite3 *open_database(const char *file) {
    sqlite3 *connection;
    if (sqlite3_open(file, &connection) != SQLITE_OK) fail(file);
    return connection;
}

int main(int argc, char **argv) {
    if (argc < 5) { fprintf(stderr, "sqlite_baseline DATABASE ORDERS PLAN[,PLAN] SECONDS [PER_COMMIT]\n"); return 2; }
    if (argc > 5) together = atoi(argv[5]);
    memset(filler, '{', sizeof filler);
    db = open_database(argv[1]);
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000");
    reader = open_database(argv[1]);
    read_orders(argv[2]);
    read_entities();
    for (char *file = strtok(argv[3], ","); file; file = strtok(0, ",")) read_plan(&plans[plan_count++], file);
    double limit = atof(argv[4]);
    pthread_t thread;
    int writing = writes();
    struct timespec begun, now;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    if (writing && pthread_create(&thread, 0, read_requests, 0) != 0) fail("the reader did not start");
    double seconds;
    do {
        if (writing) write_requests();
        else for (int i = 0; i < together; i++) execute(done++, 1);
        clock_gettime(CLOCK_MONOTONIC, &now);
        seconds = (double)(now.tv_sec - begun.tv_sec) + (double)(now.tv_nsec - begun.tv_nsec) / 1e9;
    } while (seconds < limit);
    printf("%.1f\n", (double)done / seconds);
    fflush(stdout);
    _Exit(0); /* the reader never ends */
}
