using System.Diagnostics;
using System.Globalization;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Bench.AlfWorld;

/// <summary>Household games by the compiled engine, beside the general one and beside copying the same texts, in the same run.</summary>
static class AlfWorldBenchmark
{
    const int EpisodeSteps = 50;
    const int LiveGames = 10_000;

    static readonly HouseholdTaskType[] Types = Enum.GetValues<HouseholdTaskType>();

    public static int Run(string[] args)
    {
        var arguments = new BenchArguments(args, "houses", "steps", "threads", "seed", "games", "agreement.");
        var (count, steps) = (arguments.Number("houses", 24), arguments.Number("steps", 1_000_000));
        var seed = arguments.Number("seed", 1);
        if (arguments.Has("agreement"))
            return Agree(arguments.Has("games") ? Recorded(arguments.Text("games", "")) : Enumerable.Range(0, count).Select(i => House(i, seed)), steps / count);
        var files = Enumerable.Range(0, count).Select(i => House(i, seed)).ToList();
        Print($"{count} generated houses, {steps:N0} steps a measurement, {Environment.ProcessorCount} cores");
        Print("");
        Print("| | |");
        Print("|---|---|");
        MeasureOpening(files);
        MeasureMemory(files);
        var games = files.ConvertAll(file => Games.Open(file, new GameOptions { Engine = GameEngine.Compiled }));
        var lengths = new int[steps];
        Walk(games, steps, lengths);
        var compiled = Best(() => Walk(games, steps, lengths));
        Row("compiled, with text and admissible set, M steps/s", steps / compiled.TotalSeconds / 1e6, "F2");
        Row("compiled, for search without text, M steps/s", steps / Best(() => Search(games, steps)).TotalSeconds / 1e6, "F2");
        var copy = Best(() => Copy(lengths));
        Row("copying the same texts into new strings, M/s", steps / copy.TotalSeconds / 1e6, "F2");
        Row("time of a step over the time of that copy", compiled / copy, "F1");
        var few = Math.Min(2_000, steps);
        var general = files.Take(4).Select(file => Games.Open(file, new GameOptions { Engine = GameEngine.General })).ToList();
        var slow = Best(() => Walk(general, few, new int[few]));
        Row("general, steps/s", few / slow.TotalSeconds, "F0");
        Row("compiled over general", slow.TotalSeconds / few / (compiled.TotalSeconds / steps), "F0");
        Row("mean length of an observation, characters", lengths.Average(), "F0");
        MeasureThreads(files, steps, arguments.Has("threads") ? arguments.Number("threads", 4) : Environment.ProcessorCount);
        return 0;
    }

    static GameFile House(int index, int seed)
    {
        var type = Types[index % Types.Length];
        return HouseGenerator.Create(HouseGenerator.NameOf(seed, TaskSplit.Train, type, index / Types.Length), type, new HouseOptions { Texts = index % 2 == 0 ? HouseTexts.New : HouseTexts.Old }).Game;
    }

    static IEnumerable<GameFile> Recorded(string folder) =>
        Directory.EnumerateFiles(folder, "*.tw-pddl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(GameFile.Load);

    // Resets are part of the walk, one in fifty steps.
    static void Walk(List<IGame> games, int steps, int[] lengths)
    {
        var draw = 0x9E3779B97F4A7C15UL;
        for (var step = 0; step < steps;)
        {
            var game = games[step / EpisodeSteps % games.Count];
            game.Reset();
            for (var end = Math.Min(steps, step + EpisodeSteps); step < end; step++)
                lengths[step] = game.Act(Draw(game, ref draw)).Observation.Length;
        }
    }

    static void Search(List<IGame> games, int steps)
    {
        var draw = 0x9E3779B97F4A7C15UL;
        for (var step = 0; step < steps;)
        {
            var game = games[step / EpisodeSteps % games.Count];
            var start = game.Save();
            for (var end = Math.Min(steps, step + EpisodeSteps); step < end; step++)
                game.Apply(Draw(game, ref draw));
            game.Restore(start);
        }
    }

    static int Draw(IGame game, ref ulong draw)
    {
        draw ^= draw << 13;
        draw ^= draw >> 7;
        draw ^= draw << 17;
        var numbers = game.AdmissibleNumbers;
        return numbers[(int)((draw >> 32) * (ulong)numbers.Length >> 32)];
    }

    static void Copy(int[] lengths)
    {
        var text = new string('x', lengths.Max());
        foreach (var length in lengths)
            GC.KeepAlive(new string(text.AsSpan(0, length)));
    }

    static void MeasureOpening(List<GameFile> files)
    {
        var bytes = files.ConvertAll(file => file.ToBytes());
        foreach (var file in bytes)
            Games.Open(GameFile.Read(file, "warm"));
        Row("reading and opening a game file, warm, ms", Best(() => bytes.ForEach(file => Games.Open(GameFile.Read(file, "again")))).TotalMilliseconds / files.Count, "F1");
        var games = files.ConvertAll(file => Games.Open(file));
        Row("reset, warm, ns", Best(() => games.ForEach(game =>
        {
            for (var i = 0; i < 1_000; i++)
                game.Reset();
        })).TotalNanoseconds / 1_000 / files.Count, "F0");
    }

    static void MeasureMemory(List<GameFile> files)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var bytes = files.ConvertAll(file => file.ToBytes());
        var text = bytes.Sum(file => (long)file.Length);
        bytes.Clear();
        var fresh = files.ConvertAll(file => GameFile.Create(file.Source, file.DomainText, file.ProblemText, file.GrammarText));
        var games = fresh.ConvertAll(file => Games.Open(file));
        var shared = GC.GetTotalMemory(forceFullCollection: true) - before;
        var live = Enumerable.Range(0, LiveGames).Select(i => games[i % games.Count].Fork()).ToArray();
        var draw = 1UL;
        foreach (var game in live)
        {
            for (var i = 0; i < EpisodeSteps; i++)
                game.Act(Draw(game, ref draw));
            _ = game.AdmissibleCommands;
        }

        var all = GC.GetTotalMemory(forceFullCollection: true) - before;
        Row("what the games of a house share, kB (its file has " + Number(text / 1024.0 / files.Count, "F0") + " kB)", shared / 1024.0 / files.Count, "F0");
        Row("each of 10,000 live games after 50 steps, with its list of commands and its part of new texts, bytes", (double)(all - shared) / LiveGames, "F0");
        GC.KeepAlive(live);
        GC.KeepAlive(games);
    }

    static void MeasureThreads(List<GameFile> files, int steps, int threads)
    {
        var own = Enumerable.Range(0, threads).Select(_ => files.ConvertAll(file => Games.Open(file))).ToList();
        var lengths = own.ConvertAll(_ => new int[steps]);
        var one = Best(() => Walk(own[0], steps, lengths[0]));
        var all = Best(() =>
        {
            var running = Enumerable.Range(1, threads - 1).Select(i => new Thread(() => Walk(own[i], steps, lengths[i]))).ToList();
            running.ForEach(thread => thread.Start());
            Walk(own[0], steps, lengths[0]);
            running.ForEach(thread => thread.Join());
        });
        Row($"{threads} threads, M steps/s", (double)steps * threads / all.TotalSeconds / 1e6, "F2");
        Row($"{threads} threads over one", threads * (one / all), "F2");
    }

    static int Agree(IEnumerable<GameFile> files, int steps)
    {
        var (draw, done, count) = (0x9E3779B97F4A7C15UL, 0L, 0);
        foreach (var file in files)
        {
            count++;
            var general = Games.Open(file, new GameOptions { Engine = GameEngine.General });
            var compiled = Games.Open(file, new GameOptions { Engine = GameEngine.Compiled });
            Same(general.Reset() == compiled.Reset(), file, "reset");
            for (var step = 0; step < steps; step++, done++)
            {
                Same(general.AdmissibleCommands.SequenceEqual(compiled.AdmissibleCommands, StringComparer.Ordinal), file, "admissible commands");
                var command = compiled.CommandText(Draw(compiled, ref draw));
                Same(general.Act(command) == compiled.Act(command), file, command);
            }
        }

        Print($"{done:N0} steps in {count:N0} games: the compiled and the general engine agree in every observation, admissible list and win");
        return 0;
    }

    static void Same(bool isSame, GameFile file, string where)
    {
        if (!isSame)
            throw new InvalidDataException($"The engines differ in {file.Source}: {where}.");
    }

    // The best of five: what else the machine does can only slow a run down.
    static TimeSpan Best(Action action)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            var time = Stopwatch.GetElapsedTime(start);
            best = time < best ? time : best;
        }

        return best;
    }

    static void Row(string name, double value, string format) => Print($"| {name} | {Number(value, format)} |");

    static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    static void Print(string line) => Console.WriteLine(line);
}
