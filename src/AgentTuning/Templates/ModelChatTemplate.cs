using AgentTuning.Tokenization;

namespace AgentTuning.Templates;

/// <summary>The chat template of a model folder, the same for training, serving and evaluation.</summary>
public static class ModelChatTemplate
{
    /// <summary>The template that the folder holds; that of Llama 2 where it holds none, as the first Llama 2 folders do.</summary>
    /// <param name="folder">A model in Hugging Face format.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="clock">What templates read that write today's date.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or the template uses what is not supported.</exception>
    public static IChatTemplate Load(string folder, ITokenizer tokenizer, TimeProvider clock) =>
        ChatTemplateSource.Find(folder) is { } source ? Create(source, tokenizer, clock) : new Llama2ChatTemplate(tokenizer);

    /// <summary>A template for a tokenizer.</summary>
    /// <inheritdoc cref="Load"/>
    public static IChatTemplate Create(ChatTemplateSource source, ITokenizer tokenizer, TimeProvider clock) =>
        source is { Template: Llama2ChatTemplate.Jinja, ToolTemplate: null } ? new Llama2ChatTemplate(tokenizer) : new JinjaChatTemplate(source, tokenizer, clock);
}
