namespace AgentTuning.Environments.KnowledgeGraph.Sparql;

/// <summary>The configuration of a private Virtuoso: everything in one folder, both ports on loopback.</summary>
static class VirtuosoConfiguration
{
    /// <summary>The text of <c>virtuoso.ini</c>. LiteMode would close the HTTP port without a word.</summary>
    public static string Write(string folder, int sqlPort, int httpPort, TimeSpan queryTimeout) => $"""
        [Database]
        DatabaseFile       = {folder}/virtuoso.db
        ErrorLogFile       = {folder}/virtuoso.log
        LockFile           = {folder}/virtuoso.lck
        TransactionFile    = {folder}/virtuoso.trx
        xa_persistent_file = {folder}/virtuoso.pxa
        ErrorLogLevel      = 7
        FileExtend         = 200
        MaxCheckpointRemap = 2000
        Striping           = 0

        [TempDatabase]
        DatabaseFile       = {folder}/virtuoso-temp.db
        TransactionFile    = {folder}/virtuoso-temp.trx
        MaxCheckpointRemap = 2000
        Striping           = 0

        [Parameters]
        ServerPort         = 127.0.0.1:{sqlPort}
        DisableUnixSocket  = 1
        LiteMode           = 0
        ServerThreads      = 20
        CheckpointInterval = 60
        O_DIRECT           = 0
        CaseMode           = 2
        MaxStaticCursorRows= 5000
        DirsAllowed        = {folder}/data
        NumberOfBuffers    = 20000
        MaxDirtyBuffers    = 15000
        SchedulerInterval  = 10

        [HTTPServer]
        ServerPort         = 127.0.0.1:{httpPort}
        ServerThreads      = 20
        MaxClientConnections = 20
        KeepAliveTimeout   = 10

        [SPARQL]
        ResultSetMaxRows   = 1000000
        MaxQueryCostEstimationTime = 0
        MaxQueryExecutionTime = {Math.Max(1, (int)queryTimeout.TotalSeconds)}

        """.ReplaceLineEndings("\n");
}
