using AgentTuning.Environments.KnowledgeGraph.Store;
using Microsoft.Data.Sqlite;

namespace AgentTuning.Bench.Knowledge;

/// <summary>The same graph in SQLite: numbers in a table without row ids, terms in another.</summary>
sealed class SqliteGraph : IDisposable
{
    readonly SqliteConnection _connection;
    readonly SqliteCommand _predicates;
    readonly SqliteCommand _objects;
    readonly SqliteCommand _hop;

    public SqliteGraph(string path)
    {
        _connection = Connect(path);
        _predicates = Prepare("SELECT DISTINCT p FROM t WHERE s = $s");
        _objects = Prepare("SELECT o FROM t WHERE s = $s AND p = $p", withPredicate: true);
        _hop = Prepare("SELECT DISTINCT b.p FROM t a JOIN t b ON b.s = a.o WHERE a.s = $s AND a.p = $p", withPredicate: true);
    }

    /// <summary>Writes the terms and the statements of a store in their order, in one transaction, without a journal: as fast as SQLite can.</summary>
    public static void Load(string path, MappedKnowledgeStore store)
    {
        File.Delete(path);
        using var connection = Connect(path);
        Execute(connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096; PRAGMA cache_size=-262144");
        Execute(connection, "CREATE TABLE terms(id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE t(s INTEGER, p INTEGER, o INTEGER, PRIMARY KEY(s, p, o)) WITHOUT ROWID");
        using var transaction = connection.BeginTransaction();
        using var term = connection.CreateCommand();
        term.CommandText = "INSERT INTO terms VALUES ($id, $text)";
        var (id, text) = (term.Parameters.Add("$id", SqliteType.Integer), term.Parameters.Add("$text", SqliteType.Text));
        for (var number = 0u; number < store.TermCount; number++)
        {
            (id.Value, text.Value) = ((long)number, store.TermOf(number).Text);
            term.ExecuteNonQuery();
        }

        using var triple = connection.CreateCommand();
        triple.CommandText = "INSERT INTO t VALUES ($s, $p, $o)";
        var s = triple.Parameters.Add("$s", SqliteType.Integer);
        var p = triple.Parameters.Add("$p", SqliteType.Integer);
        var o = triple.Parameters.Add("$o", SqliteType.Integer);
        for (var subject = 0u; subject < store.NodeCount; subject++)
        {
            s.Value = (long)subject;
            foreach (var predicate in store.Predicates([subject]))
            {
                p.Value = (long)predicate;
                foreach (var value in store.Objects([subject], predicate))
                {
                    o.Value = (long)value;
                    triple.ExecuteNonQuery();
                }
            }
        }

        transaction.Commit();
    }

    public int Predicates(uint subject) => Count(_predicates, subject, null);

    public int Objects(uint subject, uint predicate) => Count(_objects, subject, predicate);

    public int PredicatesOfHop(uint subject, uint predicate) => Count(_hop, subject, predicate);

    public void Dispose()
    {
        _predicates.Dispose();
        _objects.Dispose();
        _hop.Dispose();
        _connection.Dispose();
    }

    static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static int Count(SqliteCommand command, uint subject, uint? predicate)
    {
        command.Parameters[0].Value = (long)subject;
        if (predicate is { } number)
            command.Parameters[1].Value = (long)number;
        using var reader = command.ExecuteReader();
        var (count, sum) = (0, 0L);
        while (reader.Read())
        {
            sum += reader.GetInt64(0);
            count++;
        }

        return (int)(sum * 31) + count;
    }

    SqliteCommand Prepare(string sql, bool withPredicate = false)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("$s", SqliteType.Integer);
        if (withPredicate)
            command.Parameters.Add("$p", SqliteType.Integer);
        command.Prepare();
        return command;
    }
}
