using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Files;

namespace AgentTuning.Environments.OperatingSystem.Official;

/// <summary>Reads one problem of AgentBench's files, with every shape that its loader takes.</summary>
sealed class ProblemReader(ScriptFolder scripts)
{
    const string ImagePrefix = "local-os/";

    /// <summary>The problem, its scripts inlined.</summary>
    /// <exception cref="InvalidDataException">A field is missing or malformed; the message names it.</exception>
    public OperatingSystemTask Read(JsonElement problem)
    {
        if (problem.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"the problem is {JsonFault.Quote(problem)}, expected an object.");
        var evaluation = Find(problem, "evaluation");
        if (evaluation.ValueKind != JsonValueKind.Object)
            throw Fault("evaluation", evaluation, "an object with match or check");

        // The original reads fields of create by name, which on a list finds none (a problem of dev.json has one).
        var create = Find(problem, "create");
        if (create.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array))
            throw Fault("create", create, "an object");
        var match = Find(evaluation, "match");
        var check = Find(evaluation, "check");
        if (match.ValueKind is JsonValueKind.Undefined && check.ValueKind is JsonValueKind.Undefined)
            throw new InvalidDataException("evaluation has neither match nor check, expected one of them.");
        var example = Find(evaluation, "example");
        return new OperatingSystemTask
        {
            Description = Text(problem, "description"),
            Image = ImageName(create, "image") ?? OperatingSystemTask.DefaultImage,
            LocalImage = ImageName(create, "local"),
            Init = [.. Scripts(Find(create, "init"), "create.init").OfType<TaskScript>()],
            Start = Script(Find(problem, "start"), "start"),
            Match = match.ValueKind is JsonValueKind.Undefined ? null : Match(match),
            Checks = match.ValueKind is JsonValueKind.Undefined ? Checks(check) : [],
            Example = example.ValueKind is JsonValueKind.Undefined
                ? Script(Find(problem, "example"), "example")
                : Script(example, "evaluation.example"),
            Labels = Labels(Find(problem, "labels")),
        };
    }

    static AnswerMatch Match(JsonElement match)
    {
        if (Answer(match) is { } plain)
            return new AnswerMatch(plain);
        if (match.ValueKind != JsonValueKind.Object)
            throw Fault("evaluation.match", match, "a text, or an object with answer or regex");
        var answer = Find(match, "answer");
        var regex = Find(match, "regex");
        var strip = Find(match, "strip");
        if (strip.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
            throw Fault("evaluation.match.strip", strip, "true or false");
        var strips = strip.ValueKind is JsonValueKind.Undefined or JsonValueKind.True;
        if (answer.ValueKind is not JsonValueKind.Undefined)
            return new AnswerMatch(Answer(answer) ?? throw Fault("evaluation.match.answer", answer, "a text"), Strip: strips);
        return regex.ValueKind is JsonValueKind.String
            ? new AnswerMatch(Regex: regex.GetString(), Strip: strips)
            : throw Fault("evaluation.match", match, "a text, or an object with answer or regex");
    }

    static string? Answer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    ImmutableArray<TaskScript?> Checks(JsonElement check)
    {
        var checks = Scripts(check, "evaluation.check");
        return checks.IsEmpty ? throw Fault("evaluation.check", check, "at least one script") : checks;
    }

    ImmutableArray<TaskScript?> Scripts(JsonElement value, string field) => value.ValueKind switch
    {
        JsonValueKind.Undefined => [],
        JsonValueKind.Array => [.. value.EnumerateArray().Select((script, i) => Script(script, FormattableString.Invariant($"{field}[{i}]")))],
        _ => [Script(value, field)],
    };

    TaskScript? Script(JsonElement value, string field)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return TaskScript.Bash(value.GetString()!);
        if (value.ValueKind != JsonValueKind.Object)
            throw Fault(field, value, "a text, an object with file or code, or null");
        var language = Language(Find(value, "language"), field);
        if (Find(value, "file") is { ValueKind: not JsonValueKind.Undefined } file)
            return new TaskScript { Language = language, Code = FromFile(file, field) };
        var code = Find(value, "code");
        return code.ValueKind switch
        {
            JsonValueKind.String => new TaskScript { Language = language, Code = code.GetString()! },
            JsonValueKind.Undefined => throw Fault(field, value, "a script with file or code"),
            _ => throw Fault($"{field}.code", code, "a text"),
        };
    }

    string FromFile(JsonElement file, string field)
    {
        if (file.ValueKind != JsonValueKind.String)
            throw Fault($"{field}.file", file, "the name of a file");
        try
        {
            return scripts.Read(file.GetString()!);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{field}.file is {exception.Message}", exception);
        }
    }

    static ScriptLanguage Language(JsonElement value, string field) => value.ValueKind switch
    {
        JsonValueKind.Undefined => ScriptLanguage.Bash,
        JsonValueKind.String => value.GetString() switch
        {
            "bash" => ScriptLanguage.Bash,
            "python" => ScriptLanguage.Python,
            "c" => ScriptLanguage.C,
            "c++" => ScriptLanguage.Cpp,
            _ => throw Fault($"{field}.language", value, "bash, python, c or c++"),
        },
        _ => throw Fault($"{field}.language", value, "bash, python, c or c++"),
    };

    static string? ImageName(JsonElement create, string name)
    {
        var image = Find(create, name);
        return image.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => null,
            JsonValueKind.String when image.GetString() is { Length: > 0 } text => text.StartsWith(ImagePrefix, StringComparison.Ordinal) ? text[ImagePrefix.Length..] : text,
            _ => throw Fault($"create.{name}", image, "the name of an image"),
        };
    }

    static ImmutableArray<string> Labels(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().Select(label => label.ValueKind == JsonValueKind.String ? label.GetString()! : throw Fault("labels", value, "a list of texts"))],
        _ => throw Fault("labels", value, "a list of texts"),
    };

    static string Text(JsonElement json, string name)
    {
        var value = Find(json, name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Fault(name, value, "a text");
    }

    static JsonElement Find(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    static InvalidDataException Fault(string field, JsonElement found, string wanted) => new($"{field} is {JsonFault.Quote(found)}, expected {wanted}.");
}
