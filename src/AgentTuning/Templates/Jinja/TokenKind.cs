namespace AgentTuning.Templates.Jinja;

/// <summary>What a token of a template is.</summary>
enum TokenKind
{
    Data,
    VariableBegin,
    VariableEnd,
    BlockBegin,
    BlockEnd,
    Name,
    Text,
    Integer,
    Float,
    Operator,
    End,
}
