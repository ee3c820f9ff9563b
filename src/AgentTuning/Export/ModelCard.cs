using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentTuning.Datasets;
using AgentTuning.Evaluation;

namespace AgentTuning.Export;

/// <summary>The card of a model: what it is, what it was trained on and how, and what it scores.</summary>
public static class ModelCard
{
    const int MostLevels = 6;

    /// <summary>The card as Markdown, with the front matter that model hubs read.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="shape">What it is, such as its family and number of parameters; a sentence.</param>
    /// <param name="folders">The model's folder and that of its run: <c>training.json</c>, <c>metrics.jsonl</c>, <c>mixture.json</c>, <c>evaluation.json</c> in them are told.</param>
    /// <exception cref="InvalidDataException">One of these files is damaged.</exception>
    public static string Of(string name, string shape, IReadOnlyList<string> folders)
    {
        var text = new StringBuilder();
        Add(text, $"---\nlibrary_name: transformers\npipeline_tag: text-generation\ntags:\n- agent\n- agenttuning\n---\n\n# {name}\n\n{shape}\n");
        if (Find(folders, Mixture.ReportFile) is { } mixture) AddData(text, Read(mixture, bytes => JsonSerializer.Deserialize(bytes, MixtureJson.Document.MixtureReport)!));
        if (Find(folders, "training.json") is { } training) AddTraining(text, Read(training, bytes => JsonNode.Parse(bytes)!.AsObject()), Find(folders, "metrics.jsonl"));
        if (Find(folders, "evaluation.json") is { } evaluation)
            AddScores(text, Read(evaluation, bytes => JsonSerializer.Deserialize(bytes, EvaluationJson.Document.EvaluationReport)!));
        Add(text, $$"""

            ## Use

            ```python
            from transformers import AutoModelForCausalLM, AutoTokenizer

            tokenizer = AutoTokenizer.from_pretrained("{{name}}")
            model = AutoModelForCausalLM.from_pretrained("{{name}}")
            prompt = tokenizer.apply_chat_template([{"role": "user", "content": "Hello"}], add_generation_prompt=True, return_tensors="pt", return_dict=True)
            print(tokenizer.decode(model.generate(**prompt, max_new_tokens=64)[0]))
            ```

            """);
        return text.ToString();
    }

    static void AddData(StringBuilder text, MixtureReport report)
    {
        Add(text, $"\n## Training data\n\n{report.Examples} conversations, {report.SupervisedTurns} replies with loss, drawn with an agent share of {report.AgentShare} (realised {report.RealisedAgentShare:P1}).\n\n");
        Add(text, $"| source | kind | conversations | drawn | different | replies with loss |\n|---|---|---|---|---|---|\n");
        foreach (var source in report.Sources)
            Add(text, $"| {source.Name} | {(source.IsAgent ? "agent" : "general")} | {source.Usable} | {source.Drawn} | {source.Distinct} | {source.SupervisedTurns} |\n");
    }

    static void AddTraining(StringBuilder text, JsonObject record, string? metrics)
    {
        Add(text, $"\n## Training\n\n| option | value |\n|---|---|\n");
        if (record["examples"] is { } examples) Add(text, $"| examples | {examples} |\n");
        foreach (var (option, value) in record["options"] as JsonObject ?? []) Add(text, $"| {option} | {value?.ToJsonString() ?? "none"} |\n");
        if (metrics is null || File.ReadLines(metrics).LastOrDefault(line => line.Length > 0) is not { } last) return;
        var line = Read(metrics, _ => JsonNode.Parse(last)!.AsObject());
        Add(text, $"\nAfter step {line["step"]} the loss was {Rounded(line["loss"])}");
        if (line["validationLoss"] is { } validation) Add(text, $", on validation data {Rounded(validation)}");
        Add(text, $" (nats per supervised token).\n");
    }

    static void AddScores(StringBuilder text, EvaluationReport report)
    {
        Add(text, $"\n## Scores\n\n| agent | environment | split | metric | score | 95 % interval | tasks |\n|---|---|---|---|---|---|---|\n");
        foreach (var cell in report.Scores)
        {
            var interval = cell.Interval is { } found ? string.Create(CultureInfo.InvariantCulture, $"{found.Low:F1} to {found.High:F1}") : "-";
            var score = cell.Score?.ToString("F1", CultureInfo.InvariantCulture) ?? "-";
            Add(text, $"| {cell.Agent} | {cell.Environment} | {cell.Split.ToString().ToLowerInvariant()} | {cell.Metric} | {score} | {interval} | {cell.Tasks} |\n");
        }
    }

    static string Rounded(JsonNode? number) => number is null ? "unknown" : number.GetValue<double>().ToString("F4", CultureInfo.InvariantCulture);

    // The first folder that has it, the file that is the least deep.
    static string? Find(IReadOnlyList<string> folders, string name)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = MostLevels, AttributesToSkip = FileAttributes.ReparsePoint };
        return folders.Select(folder => Directory.EnumerateFiles(folder, name, options)
            .OrderBy(file => file.Count(letter => letter == Path.DirectorySeparatorChar)).ThenBy(file => file, StringComparer.Ordinal)
            .FirstOrDefault()).FirstOrDefault(file => file is not null);
    }

    static T Read<T>(string path, Func<byte[], T> parse)
    {
        try
        {
            return parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is no file of this kind: {e.Message} Leave it out, or write it again.", e);
        }
    }

    static void Add(StringBuilder text, FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture).ReplaceLineEndings("\n"));
}
