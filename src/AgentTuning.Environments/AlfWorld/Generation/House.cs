using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Environments.AlfWorld.Engine;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>A generated household: a room, objects and a goal. Its game file, solution and difficulty are made when asked for.</summary>
/// <remarks>Safe for several threads.</remarks>
public sealed class House
{
    readonly SceneLayout _layout;
    readonly Lazy<GameFile> _game;
    readonly Lazy<HouseDifficulty> _difficulty;

    internal House(HouseName name, HouseGoal goal, SceneLayout layout)
    {
        (Name, Goal, _layout) = (name, goal, layout);
        _game = new(() => HouseGame.Create(this));
        _difficulty = new(() => HouseDifficulty.Of(Game));
    }

    /// <summary>What the house follows from.</summary>
    public HouseName Name { get; }

    /// <summary>What is to be done.</summary>
    public HouseGoal Goal { get; }

    /// <summary>The number of the room, such as 31234; it belongs to one split.</summary>
    public int SceneNumber => _layout.Number;

    /// <summary>The kind of room.</summary>
    public RoomKind Room => _layout.Room;

    /// <summary>Names the problem for people, as the folders of ALFWorld do: <c>pick_and_place_simple-Mug-None-Desk-31234</c>.</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Goal.TypeName}-{Goal.Wanted}-None-{Goal.Place}-{SceneNumber}");

    /// <summary>What the player is told, such as <c>put a mug in desk.</c></summary>
    public string Sentence => TaskSentences.Of(Goal, Wording);

    /// <summary>The game file, with a walkthrough.</summary>
    public GameFile Game => _game.Value;

    /// <summary>How hard it is.</summary>
    public HouseDifficulty Difficulty => _difficulty.Value;

    internal ImmutableArray<HouseReceptacle> Receptacles => _layout.Receptacles;

    internal ImmutableArray<HouseObject> Objects { get; init; } = [];

    /// <summary>Where the player can stand; the game begins at the last one.</summary>
    internal ImmutableArray<SceneSpot> Spots { get; init; } = [];

    /// <summary>Which of the sentences says the task.</summary>
    internal int Wording { get; init; }

    /// <summary>What it was made with.</summary>
    internal HouseOptions Options { get; init; } = new();
}
