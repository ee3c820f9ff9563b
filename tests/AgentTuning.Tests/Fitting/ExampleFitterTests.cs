using AgentTuning.Conversations;
using AgentTuning.Fitting;
using AgentTuning.Tests.Tokenization;

namespace AgentTuning.Tests.Fitting;

public sealed class ExampleFitterTests
{
    static readonly Conversation Long = Talk("long", Turn.System("s"), Turn.User("aa"), Turn.Assistant("bb"), Turn.User("cc"), Turn.Assistant("dd"), Turn.User("ee"), Turn.Assistant("ff"));

    [Fact]
    public void What_fits_is_kept_as_it_is_and_counted()
    {
        var fitter = Fitter(LongExamples.Raise, maxLength: 20);

        var example = Assert.Single(fitter.Fit(Long));

        Assert.Equal("SsUaaAbbUccAddUeeAff", LetterTemplate.TextOf(example));
        var fit = Assert.Single(fitter.Finish().Sources);
        Assert.Equal(("unnamed", 1, 1, false), (fit.Source, fit.Examples, fit.KeptExamples, fit.HasLosses));
        Assert.Equal((20L, 20L, 6L, 6L), (fit.Tokens, fit.KeptTokens, fit.SupervisedTokens, fit.KeptSupervisedTokens));
    }

    [Fact]
    public void Too_long_examples_are_refused_with_their_number_and_the_longest()
    {
        var fitter = Fitter(LongExamples.Raise, maxLength: 13);
        fitter.Fit(Long with { Id = "shorter", Turns = [.. Long.Turns.Take(5)] });
        fitter.Fit(Long);

        var fault = Assert.Throws<InvalidDataException>(fitter.Finish);

        Assert.StartsWith("2 examples are longer than 13 tokens; the longest is 'long' with 20.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_at_turns_every_part_has_the_system_turn_and_every_reply_is_learned_once()
    {
        var fitter = Fitter(LongExamples.Split, maxLength: 14);

        var parts = fitter.Fit(Long);

        Assert.Equal(["SsUaaAbbUccAdd", "SsUeeAff"], parts.Select(LetterTemplate.TextOf));
        Assert.Equal(["bbdd", "ff"], parts.Select(LetterTemplate.LearnedOf));
        Assert.Equal(["long#1", "long#2"], parts.Select(part => part.Id));
        var fit = fitter.Finish().Total;
        Assert.Equal((1, 2, 1, 6L, 6L), (fit.Examples, fit.KeptExamples, fit.Split, fit.SupervisedTokens, fit.KeptSupervisedTokens));
    }

    [Fact]
    public void A_part_that_would_begin_with_a_tool_begins_with_the_first_user_turn_and_the_call_without_loss()
    {
        var conversation = Talk("tools", Turn.User("a"), Turn.Assistant("bb"), Tool("ccc"), Turn.Assistant("dd"), Tool("eee"), Turn.Assistant("ff"));

        var parts = Fitter(LongExamples.Split, maxLength: 12).Fit(conversation);

        Assert.Equal(["UaAbbTcccAdd", "UaAddTeeeAff"], parts.Select(LetterTemplate.TextOf));
        Assert.Equal(["bbdd", "ff"], parts.Select(LetterTemplate.LearnedOf));
    }

    [Fact]
    public void An_exchange_that_fits_nowhere_is_left_out_and_the_rest_goes_on()
    {
        var conversation = Talk("x", Turn.User("a"), Turn.Assistant("b"), Turn.User("cccccccccc"), Turn.Assistant("d"), Turn.User("e"), Turn.Assistant("f"), Turn.User("g"));
        var fitter = Fitter(LongExamples.Split, maxLength: 9);

        Assert.Equal(["UaAb", "UeAf"], fitter.Fit(conversation).Select(LetterTemplate.TextOf));
        Assert.Equal(1, fitter.Finish().Total.SupervisedTokens - fitter.Finish().Total.KeptSupervisedTokens);
    }

    [Fact]
    public void Parts_end_with_a_reply_that_has_loss_and_those_without_are_left_out()
    {
        var conversation = Talk("x", Turn.User("aaaa"), Turn.Assistant("b", loss: false), Turn.User("cccc"), Turn.Assistant("d"), Turn.User("e"), Turn.Assistant("f", loss: false));

        Assert.Equal(["UccccAd"], Fitter(LongExamples.Split, maxLength: 10).Fit(conversation).Select(LetterTemplate.TextOf));
    }

    [Fact]
    public void Truncated_examples_end_at_the_limit()
    {
        var fitter = Fitter(LongExamples.Truncate, maxLength: 12);

        Assert.Equal("SsUaaAbbUccA", LetterTemplate.TextOf(Assert.Single(fitter.Fit(Long))));
        var fit = fitter.Finish().Total;
        Assert.Equal((1, 20L, 12L, 6L, 2L), (fit.Truncated, fit.Tokens, fit.KeptTokens, fit.SupervisedTokens, fit.KeptSupervisedTokens));
    }

    [Fact]
    public void Every_reason_for_an_example_without_loss_is_counted_by_source()
    {
        var fitter = new ExampleFitter(new LetterTemplate(), TinyTokenizer.Instance, new() { MaxLength = 5, LongExamples = LongExamples.Truncate, DropsWithoutLoss = true });
        fitter.Fit(Talk("1", Turn.User("a")) with { Source = "web" });
        fitter.Fit(Talk("2", Turn.User("a"), Turn.Assistant("b", loss: false)) with { Source = "web" });
        fitter.Fit(Talk("3", Turn.User("aaaaaa"), Turn.Assistant("b")) with { Source = "sql" });
        fitter.Fit(Talk("4", Turn.User("a"), Turn.Assistant("")) with { Source = "sql" });

        var report = fitter.Finish();

        Assert.Equal(["sql", "web"], report.Sources.Select(source => source.Source));
        Assert.Equal([new("the template masks every reply", 1), new("truncated before the first reply with loss", 1)], report.Sources[0].WithoutLoss);
        Assert.Equal([new("no reply", 1), new("no reply has loss", 1)], report.Sources[1].WithoutLoss);
    }

    [Fact]
    public void Examples_without_loss_are_refused_with_their_reasons_unless_they_may_be_dropped()
    {
        var fitter = Fitter(LongExamples.Raise, maxLength: 50);
        fitter.Fit(Long);
        fitter.Fit(Talk("mute", Turn.User("a")));

        var fault = Assert.Throws<InvalidDataException>(fitter.Finish);

        Assert.Contains("1 example is without a token that has loss (no reply: 1), the first is 'mute'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_cut_into_opened_pieces_that_together_learn_every_token()
    {
        var tokenizer = TinyTokenizer.Instance;
        var whole = PlainTextExample.Of(new("t", "select a from b where c"), tokenizer);
        var fitter = new ExampleFitter(new LetterTemplate(), tokenizer, new() { MaxLength = 5, LongExamples = LongExamples.Split });

        var pieces = fitter.Fit(new AgentTuning.Datasets.PlainText("t", "select a from b where c"));

        Assert.True(pieces.Count > 1);
        Assert.All(pieces, piece => Assert.True(piece.Length <= 5 && piece.TokenIds[0] == tokenizer.BeginningOfTextId && !piece.Mask[0]));
        Assert.Equal(whole.TokenIds.Skip(1), pieces.SelectMany(piece => piece.TokenIds.Skip(1)));
    }

    static ExampleFitter Fitter(LongExamples longExamples, int maxLength) =>
        new(new LetterTemplate(), TinyTokenizer.Instance, new() { MaxLength = maxLength, LongExamples = longExamples });

    static Conversation Talk(string id, params Turn[] turns) => new() { Id = id, Turns = turns };

    static Turn Tool(string text) => new() { Role = TurnRole.Tool, Text = text };
}
