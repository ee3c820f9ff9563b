using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.Tests.WebShop;

/// <summary>Rows of small catalogues.</summary>
static class Rows
{
    /// <summary>A row with plain fields.</summary>
    public static RawEntry Entry(string asin, string name, string? pricing = "$9.99", params RawOptionGroup[] options) => new(
        new RawProduct
        {
            Asin = asin,
            Name = name,
            FullDescription = "",
            SmallDescription = [""],
            Pricing = pricing,
            CustomizationOptions = [.. options],
            ProductCategory = "Home › Lamps",
            Category = "garden",
            Query = " Lamps ",
            Images = ["https://pictures.example/1.jpg"],
        },
        new RawAttributes { Attributes = ["easy clean"], Instruction = "Find me lamps", InstructionAttributes = ["easy clean"] },
        []);

    public static RawOptionGroup Group(string name, params string[] values) => new(name, [.. values.Select(value => new RawOption { Value = value })]);

    /// <summary>A shop of rows with synthetic goals.</summary>
    public static Shop Shop(params RawEntry[] rows) => ShopLoader.Create(Catalogue.From(rows), new GoalOptions { Kind = GoalKind.Synthetic });

    /// <summary>A lamp with two options, a description and two bullet points, and two more products.</summary>
    public static Shop Lamps() => Shop(
        Entry("B000000001", "Brass Lamp", "$12.5$20", Group("Color", "Black/White ", "Red"), Group("Size", "Large", "red")) is var lamp
            ? lamp with { Product = lamp.Product with { FullDescription = "A lamp of brass.", SmallDescription = ["Bright", ""] } }
            : lamp,
        Entry("B000000002", "Glass Lamp", null),
        Entry("B000000003", "Oak Table") is var table ? table with { Attributes = null } : table);

    /// <summary>A goal of a person.</summary>
    public static Goal Goal(string name = "Brass Lamp", params string[] options) => new()
    {
        Asin = "B000000001",
        Instruction = "i want a lamp",
        Category = "garden",
        Query = "lamps",
        Name = name,
        ProductCategory = "Home › Lamps",
        Attributes = ["easy clean"],
        PriceUpper = 30,
        Options = [.. options.Select(value => new GoalOption(null, value))],
    };
}
