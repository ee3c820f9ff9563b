using System.Runtime.InteropServices;

namespace AgentTuning.Llama.Generation;

/// <summary>Decides which positions of a conversation are computed next, and takes over those that another conversation has computed.</summary>
/// <remarks>
/// Where conversations begin with the same ids, the first computes and the others wait for its step: a shared beginning is computed
/// once, also when all of them arrive at the same time. Not safe for several callers: the generator locks.
/// </remarks>
sealed class PrefixPlanner(KeyValueCache cache)
{
    const int BlockPositions = KeyValueLayout.BlockPositions;

    // Copying a block takes about as long as computing so few positions.
    const int WorthCopying = 4;

    /// <summary>Tokens of prompts whose keys and values were taken over.</summary>
    public long ReusedTokens { get; private set; }

    /// <summary>Plans a conversation's part of a step, of at most so many positions.</summary>
    /// <returns>Null where it must wait: for another conversation, or for a step with more room.</returns>
    public PlannedStep? Plan(LiveConversation conversation, int room)
    {
        if (!TryAdvance(conversation))
            return null;

        var first = conversation.Computed;
        var count = Math.Min(conversation.Tokens.Count - first, RoundToBlocks(first, room, conversation.Tokens.Count));
        if (count <= 0)
            return null;

        var source = StartBlock(conversation, ref first, ref count);
        var tokens = CollectionsMarshal.AsSpan(conversation.Tokens).Slice(first, count);
        Append(conversation, first, tokens);
        conversation.Computed = first + count;
        Announce(conversation);
        var chunk = new DecoderChunk([.. conversation.Path], tokens.ToArray(), first, conversation.Computed == conversation.Tokens.Count);
        return new PlannedStep(conversation, chunk, source);
    }

    /// <summary>The step was computed: its blocks may be read by everyone.</summary>
    public void Settle(PlannedStep step)
    {
        if (step.CopySource is { } source)
            cache.Release(source);
        var conversation = step.Conversation;
        for (var i = step.Chunk.FirstPosition / BlockPositions; i < conversation.Path.Count; i++)
            conversation.Path[i].IsReady = true;
        Publish(conversation);
    }

    /// <summary>The step failed: nobody may read its blocks.</summary>
    public void Abort(PlannedStep step)
    {
        if (step.CopySource is { } source)
            cache.Release(source);
        var conversation = step.Conversation;
        var path = conversation.Path;
        for (var i = conversation.PublishedBlocks - 1; i >= 0 && !path[i].IsReady; i--)
        {
            KeyValueCache.Withdraw(path[i]);
            conversation.PublishedBlocks--;
        }

        for (var i = path.Count - 1; i >= conversation.PublishedBlocks; i--)
        {
            cache.Release(path[i]);
            path.RemoveAt(i);
        }
    }

    /// <summary>Gives back all blocks of a conversation; what it computed can still be found.</summary>
    public void Release(LiveConversation conversation)
    {
        var path = conversation.Path;
        if (path.Count > 0 && path.Count == conversation.PublishedBlocks + 1)
        {
            var last = path[^1];
            var parent = Parent(conversation, path.Count - 1);
            if (KeyValueCache.Find(parent, last.Tokens).Shared < last.Count)
                KeyValueCache.Publish(last, parent);
        }

        for (var i = path.Count - 1; i >= 0; i--)
            cache.Release(path[i]);
        path.Clear();
        conversation.PublishedBlocks = conversation.Computed = 0;
    }

    // Moves over whole blocks that are there. False where the next one is just being computed for another conversation.
    bool TryAdvance(LiveConversation conversation)
    {
        while (IsBetweenBlocks(conversation))
        {
            var (block, shared) = FindNext(conversation);
            if (shared < BlockPositions)
                return true;

            if (!block!.IsReady)
                return false;

            cache.Adopt(block);
            conversation.Path.Add(block);
            conversation.PublishedBlocks++;
            conversation.Computed += BlockPositions;
            ReusedTokens += BlockPositions;
        }

        return true;
    }

    // Steps end with whole blocks where the prompt goes on, so that others can take them over.
    static int RoundToBlocks(int first, int room, int length) =>
        first + room >= length ? room : (first + room) / BlockPositions * BlockPositions - first;

    // Takes over the beginning of a block that goes on differently.
    KeyValueBlock? StartBlock(LiveConversation conversation, ref int first, ref int count)
    {
        if (!IsBetweenBlocks(conversation))
            return null;

        var (source, shared) = FindNext(conversation);
        shared = Math.Min(shared, count - 1);
        if (source is not { IsReady: true } || shared < WorthCopying)
            return null;

        cache.Adopt(source);
        var block = cache.Take();
        block.Append(CollectionsMarshal.AsSpan(conversation.Tokens).Slice(first, shared));
        conversation.Path.Add(block);
        ReusedTokens += shared;
        first += shared;
        count -= shared;
        return source;
    }

    void Append(LiveConversation conversation, int first, ReadOnlySpan<int> tokens)
    {
        while (tokens.Length > 0)
        {
            if (first == conversation.Path.Count * BlockPositions)
                conversation.Path.Add(cache.Take());
            var part = Math.Min(tokens.Length, BlockPositions - first % BlockPositions);
            conversation.Path[^1].Append(tokens[..part]);
            tokens = tokens[part..];
            first += part;
        }
    }

    // Lets others wait for the blocks that this step completes.
    void Announce(LiveConversation conversation)
    {
        var path = conversation.Path;
        for (var i = conversation.PublishedBlocks; i < path.Count && path[i].IsFull; i++)
        {
            var parent = Parent(conversation, i);
            if (KeyValueCache.Find(parent, path[i].Tokens).Shared == BlockPositions)
                return;

            path[i].IsReady = false;
            KeyValueCache.Publish(path[i], parent);
            conversation.PublishedBlocks++;
        }
    }

    // A full block that another conversation published first is given back for the other's, which is equal to the bit.
    void Publish(LiveConversation conversation)
    {
        var path = conversation.Path;
        for (var i = conversation.PublishedBlocks; i < path.Count && path[i].IsFull; i++)
        {
            var parent = Parent(conversation, i);
            var (block, shared) = KeyValueCache.Find(parent, path[i].Tokens);
            if (shared < BlockPositions)
            {
                KeyValueCache.Publish(path[i], parent);
            }
            else if (block!.IsReady)
            {
                cache.Adopt(block);
                cache.Release(path[i]);
                path[i] = block;
            }
            else
            {
                return;
            }

            conversation.PublishedBlocks++;
        }
    }

    // The last token of a prompt is always computed: its logits are wanted.
    (KeyValueBlock? Block, int Shared) FindNext(LiveConversation conversation)
    {
        var length = Math.Min(BlockPositions, conversation.Tokens.Count - 1 - conversation.Computed);
        var next = CollectionsMarshal.AsSpan(conversation.Tokens).Slice(conversation.Computed, length);
        return KeyValueCache.Find(Parent(conversation, conversation.Path.Count), next);
    }

    // Between blocks, with a path that others share so far.
    static bool IsBetweenBlocks(LiveConversation conversation) =>
        conversation.Computed == conversation.Path.Count * BlockPositions && conversation.PublishedBlocks == conversation.Path.Count;

    KeyValueBlock Parent(LiveConversation conversation, int index) => index == 0 ? cache.Root : conversation.Path[index - 1];
}
