using System.Security.Cryptography;
using System.Text;
using AgentTuning.Conversations;
using AgentTuning.Trajectories;

namespace AgentTuning.Filtering;

/// <summary>Follows the trajectories that every filter kept and says which of the same task must go.</summary>
sealed class TaskDuplicates(DuplicatePolicy policy)
{
    readonly Dictionary<string, Candidate> _winners = new(StringComparer.Ordinal);

    /// <summary>Takes one more trajectory.</summary>
    /// <returns>Who must go, this one or one offered before, and who stays instead; null where both may stay.</returns>
    public (Candidate Loser, Candidate Winner)? Offer(int index, Trajectory trajectory)
    {
        if (policy == DuplicatePolicy.All)
            return null;

        var offered = Candidate.From(index, trajectory);
        var key = KeyOf(trajectory);
        if (_winners.TryAdd(key, offered))
            return null;
        var holder = _winners[key];
        if (!IsBetter(offered, holder))
            return (offered, holder);
        _winners[key] = offered;
        return (holder, offered);
    }

    string KeyOf(Trajectory trajectory) => policy == DuplicatePolicy.Distinct
        ? $"{trajectory.Environment}\n{WordingOf(trajectory)}"
        : $"{trajectory.Environment}\n{trajectory.Task}";

    static string WordingOf(Trajectory trajectory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var turn in trajectory.Turns)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{turn.Role}\n{turn.StartsAfresh}\n{turn.Text.Length}\n{turn.Text}\n"));
            foreach (var call in turn.ToolCalls ?? [])
                hash.AppendData(Encoding.UTF8.GetBytes($"{call.Name}\n{call.Arguments.Length}\n{call.Arguments}\n"));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // The one offered later must be better, not merely equal.
    bool IsBetter(Candidate offered, Candidate holder) => policy switch
    {
        DuplicatePolicy.Best => (offered.Reward, -offered.Replies).CompareTo((holder.Reward, -holder.Replies)) > 0,
        DuplicatePolicy.Shortest => (offered.Replies, offered.Letters).CompareTo((holder.Replies, holder.Letters)) < 0,
        _ => false,
    };

    /// <summary>What is remembered of a trajectory.</summary>
    internal sealed record Candidate(int Index, string Id, string Environment, double Reward, int Replies, int Letters)
    {
        public static Candidate From(int index, Trajectory trajectory)
        {
            var replies = trajectory.Turns.Where(turn => turn is { Role: TurnRole.Assistant, HasLoss: true }).ToArray();
            return new Candidate(
                index,
                trajectory.Id,
                trajectory.Environment,
                trajectory.Reward ?? 0,
                replies.Length,
                replies.Sum(turn => turn.Text.Length));
        }
    }
}
