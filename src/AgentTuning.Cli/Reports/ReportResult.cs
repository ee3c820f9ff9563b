namespace AgentTuning.Cli.Reports;

/// <summary>What <c>report --json</c> writes.</summary>
/// <param name="Report">The page's path.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Headline">The finding in one sentence.</param>
/// <param name="Models">The models compared.</param>
sealed record ReportResult(string Report, string Title, string Headline, IReadOnlyList<string> Models);
