using AgentTuning.Templates;
using AgentTuning.Templates.Jinja;
using Microsoft.Extensions.Time.Testing;

namespace AgentTuning.Tests.Templates.Jinja;

public sealed class JinjaTemplateTests
{
    // Expected values are those of Jinja2 3.1 with trim_blocks and lstrip_blocks.
    [Theory]
    [InlineData("  {% if true %}\nA\n  {%- endif %}\nB\n", "AB")]
    [InlineData("{% for i in range(3) %}\n  {{ i }}\n{% endfor %}", "  0\n  1\n  2\n")]
    [InlineData("a {#- c -#} b", "ab")]
    [InlineData("{%+ if true %} x {% endif +%}\ny", " x \ny")]
    [InlineData("{% raw %}{{ x }}{% endraw %}!", "{{ x }}!")]
    [InlineData("{{ 'a\\n\\x41\\u00e9\\q' }}", "a\nAé\\q")]
    [InlineData("{{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 / 2 }} {{ 2 ** 10 }} {{ 1.0 }} {{ 1e16 }} {{ 0.0001 }} {{ 0.00001 }}", "3 -4 2 3.5 1024 1.0 1e+16 0.0001 1e-05")]
    [InlineData("{{ [1, 'a\\'b', none, true, {'k': (1,)}] }}", "[1, \"a'b\", None, True, {'k': (1,)}]")]
    [InlineData("{{ 'abcdef'[1:4] }}{{ 'abcdef'[::-1] }}{{ [1,2,3][-1] }}{{ 'x' * 3 }}", "bcdfedcba3xxx")]
    [InlineData("{{ 1 < 2 < 3 }} {{ 1 == 1.0 == true }} {{ 'b' in 'abc' }} {{ 3 not in [1,2] }}", "True True True True")]
    [InlineData("{{ missing }}|{{ missing is defined }}|{{ missing | default('d') }}|{{ none | default('d') }}|{{ '' | default('e', true) }}", "|False|d|None|e")]
    [InlineData("{% set ns = namespace(n=0) %}{% for i in range(4) %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}", "6")]
    [InlineData("{% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{{ x }}{% endfor %}{{ x }}", "21")]
    [InlineData("{% for a, b in {'x': 1, 'y': 2}.items() if b > 1 %}{{ a }}{{ loop.index }}{{ loop.last }}{% else %}none{% endfor %}", "y1True")]
    [InlineData("{% for i in range(9) %}{% if i == 2 %}{% continue %}{% elif i == 4 %}{% break %}{% endif %}{{ i }}{% endfor %}", "013")]
    [InlineData("{% macro m(a, b='B') %}[{{ a }}{{ b }}{{ caller() if caller is defined and caller else '' }}]{% endmacro %}{{ m(1) }}{{ m(1, b=2) }}{% call m(3) %}c{% endcall %}", "[1B][12][3Bc]")]
    [InlineData("{% set t %} in {% endset %}{{ t | trim | upper }}", "IN")]
    [InlineData("{% filter upper %}ab{% endfilter %}{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}", "AB3")]
    [InlineData("{{ ['b','a','B'] | sort | join(',') }} {{ [1,1,2] | unique | list }} {{ {'b':1,'a':2} | dictsort }}", "a,b,B [1, 2] [('a', 2), ('b', 1)]")]
    [InlineData("{{ [{'r':'u'},{'r':'a'}] | selectattr('r','equalto','a') | list | length }}{{ ['a','b'] | map('upper') | join }}", "1AB")]
    [InlineData("{{ {'a': [1, {'b': none}], 'é': '<\\n>'} | tojson }}", "{\"a\": [1, {\"b\": null}], \"é\": \"<\\n>\"}")]
    [InlineData("{{ {'a': [1], 'b': {}} | tojson(indent=2) }}", "{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}")]
    [InlineData("{{ 'a,b,,c'.split(',') }}{{ ' x  y '.split() }}{{ 'k=v=w'.partition('=') }}{{ 'abc'.replace('b', '') }}", "['a', 'b', '', 'c']['x', 'y']('k', '=', 'v=w')ac")]
    [InlineData("{{ 'x' if false }}|{{ 'a' ~ 1 ~ none }}|{{ not 1 is none }}", "|a1None|True")]
    [InlineData("{{ strftime_now('%d %b %Y') }}", "05 Mar 2024")]
    [InlineData("{{ 5 is odd }}{{ 'A' is upper }}{{ [] is iterable }}{{ 1 is number }}{{ 'a' is string }}{{ {} is mapping }}", "TrueTrueTrueTrueTrueTrue")]
    [InlineData("{{ '%s has %d of %.2f%%' % ('x', 3, 1.5) }} {{ '{} {a}'.format(1, a=2) }}", "x has 3 of 1.50% 1 2")]
    [InlineData("{% for x in [1,2] recursive %}{{ x }}{{ loop.cycle('a','b') }}{% endfor %}", "1a2b")]
    [InlineData("{{ {'a': 1}[missing] }}|{{ {'a': 1}[[1]] }}", "|")]
    [InlineData("{{ 'a<b' | safe + '<c>' }} {{ '<' | e ~ '>' | e ~ '&' }} {{ '<' | safe }}{{ '<' }}{{ '<' | safe is escaped }}", "a<b&lt;c&gt; &lt;&gt;& <<True")]
    [InlineData("{{ none | selectattr('a') | list }}{{ missing | map('upper') | list }}", "[][]")]
    [InlineData("{% generation %}own{% endgeneration %}", "own")]
    [InlineData("{{ 'line1\\nline2' | indent(2) }} {{ '  t ' | trim }}", "line1\n  line2 t")]
    public void It_renders_as_Jinja_does(string template, string expected) => Assert.Equal(expected, Render(template).Text);

    [Theory]
    [InlineData("{{ x.y }}", "'x' is undefined")]
    [InlineData("{{ 'a' + 1 }}", "A str + a int has no meaning")]
    [InlineData("line\n{% if %}x{% endif %}", "line 2: Found the end of the statement, expected a value")]
    [InlineData("{% for x in [1] %}", "expected else or endfor")]
    [InlineData("{{ 1 | nothing }}", "There is no filter named 'nothing'")]
    [InlineData("{% include 'x' %}", "The statement 'include' is not supported")]
    [InlineData("{{ [1].append(2) }}", "append changes a list")]
    [InlineData("{{ 'a' * 999999999 }}", "more than")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "more than 100 deep")]
    [InlineData("{% for i in range(100000) %}{% for j in range(100000) %}x{% endfor %}{% endfor %}", "takes more than")]
    [InlineData("{{ 'open", "not closed")]
    public void What_fails_says_where_and_why(string template, string expected) =>
        Assert.Contains(expected, Assert.ThrowsAny<JinjaException>(() => Render(template)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_template_may_refuse()
    {
        var refusal = Assert.Throws<JinjaRefusal>(() => Render("a\n{{ raise_exception('roles must alternate') }}"));

        Assert.Equal("line 2: roles must alternate", refusal.Message);
    }

    [Fact]
    public void Every_character_knows_its_origin()
    {
        var variables = TemplateInput.Parse("""{"messages":[{"role":"user","content":"  hi there "},{"role":"assistant","content":"yo"}],"bos_token":"<s>","extra":"E"}"""u8.ToArray(), "test");

        var text = JinjaTemplate.Parse("{{ bos_token }}{% for m in messages %}[{{ m.content.strip()[:4] + '!' }}]{% endfor %}{{ extra | upper }}").Render(variables, Clock, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("<s>[hi t!][yo!]E", text.Text);
        Assert.Equal([(4, 0), (8, 1), (11, 0), (13, 2), (15, 0), (16, -1)], text.Runs);
    }

    [Fact]
    public void Json_of_a_message_is_the_messages_own()
    {
        var variables = TemplateInput.Parse("""[{"role":"user","content":{"a":"</s>"}}]"""u8.ToArray(), "test");

        var text = JinjaTemplate.Parse("x{{ messages[0].content | tojson }}").Render(variables, Clock, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("x{\"a\": \"</s>\"}", text.Text);
        Assert.Equal([(1, 0), (14, 1)], text.Runs);
    }

    static FakeTimeProvider Clock => new(new DateTimeOffset(2024, 3, 5, 12, 0, 0, TimeSpan.Zero));

    static TracedText Render(string template) => JinjaTemplate.Parse(template).Render(new TemplateVariables(), Clock, cancellationToken: TestContext.Current.CancellationToken);
}
