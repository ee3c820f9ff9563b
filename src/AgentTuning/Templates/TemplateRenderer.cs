using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Templates.Jinja;

namespace AgentTuning.Templates;

/// <summary>Renders turns with a model's template, as transformers would.</summary>
sealed class TemplateRenderer
{
    static readonly JsonElement NoTools = JsonDocument.Parse("null").RootElement;

    readonly ChatTemplateSource _source;
    readonly JinjaTemplate _template;
    readonly JinjaTemplate _toolTemplate;
    readonly TimeProvider _clock;

    /// <exception cref="InvalidDataException">The template is no Jinja, or uses what is not supported.</exception>
    public TemplateRenderer(ChatTemplateSource source, TimeProvider clock)
    {
        (_source, _clock) = (source, clock);
        _template = Parse(source.Template);
        _toolTemplate = source.ToolTemplate is { } own ? Parse(own) : _template;
    }

    /// <summary>Where the template was found.</summary>
    public string Origin => _source.Origin;

    /// <summary>Renders turns.</summary>
    /// <param name="turns">One message each.</param>
    /// <param name="tools">Offered to the model, or null.</param>
    /// <param name="asksForReply">True ends with the header of the model's next turn.</param>
    /// <exception cref="InvalidDataException">The template refuses the turns, or fails on them.</exception>
    public TracedText Render(IReadOnlyList<Turn> turns, IReadOnlyList<JsonElement>? tools, bool asksForReply)
    {
        var variables = new TemplateVariables();
        foreach (var (name, text) in _source.SpecialTokens)
            variables.SetTrusted(name, text);
        variables.SetMessages(ConversationMessages.Of(turns));
        variables.SetJson("tools", tools is { Count: > 0 } ? JsonSerializer.SerializeToElement([.. tools], MessagesJson.Default.JsonElementArray) : NoTools);
        variables.SetJson("documents", NoTools);
        variables.SetFlag("add_generation_prompt", asksForReply);
        try
        {
            return (tools is { Count: > 0 } ? _toolTemplate : _template).Render(variables, _clock);
        }
        catch (JinjaRefusal refusal)
        {
            throw new InvalidDataException($"the chat template refuses the turns: {refusal.Problem}", refusal);
        }
        catch (JinjaException exception)
        {
            throw new InvalidDataException($"the chat template fails, {exception.Message}", exception);
        }
    }

    JinjaTemplate Parse(string template)
    {
        try
        {
            return JinjaTemplate.Parse(template);
        }
        catch (JinjaException exception)
        {
            throw new InvalidDataException($"{_source.Origin}: the chat template cannot be read, {exception.Message}", exception);
        }
    }
}
