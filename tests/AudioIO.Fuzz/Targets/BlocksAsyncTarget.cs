namespace AudioIO.Fuzz;

/// <summary>Blocks read ahead on another thread: behind each other they are the whole, up to what is damaged.</summary>
internal sealed class BlocksAsyncTarget : FuzzTarget
{
    public override string Name => "blocks-async";

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.Recordings;

    protected override bool Run(byte[] input, Choices choices)
    {
        const int MaxFrames = 1 << 14;
        using AudioSource? source = Files.TryOpen(input, Files.Options((DamagePolicy)choices.Next(2)));
        if (source is null || source.Frames > MaxFrames) return source is not null;
        var truth = Truth<float>.Read(source, 0, (int)source.Frames, 0x5A);
        int size = 1 + choices.Next(500), overlap = choices.Next(size);
        // What other threads do, and when, is another way each time: none of the input's.
        using (Coverage.Unobserved()) Compare(source, truth, size, overlap, 1 + choices.Next(3)).GetAwaiter().GetResult();
        return true;
    }

    private static async Task Compare(AudioSource source, Truth<float> truth, int size, int overlap, int ahead)
    {
        using Signal<float> signal = source.Signal<float>();
        long next = 0;
        try
        {
            await foreach (OwnedBlock<float> block in signal.BlocksAsync(size, overlap, readAheadBlocks: ahead).ConfigureAwait(false))
            {
                using (block)
                {
                    if (block.StartFrame != next) throw new Finding($"Block at {block.StartFrame}, not at {next}.");
                    if (truth.IsAnyLost(block.StartFrame, block.FrameCount)) throw new Finding($"Frames from {next} on are lost, and were read.");
                    if (!truth.Matches(block.StartFrame, block.Span)) throw new Finding($"Other samples in the block at {next}.");
                    next += size - overlap;
                }
            }
            if (next + overlap < source.Frames) throw new Finding($"Ends before frame {next + overlap} of {source.Frames}.");
        }
        catch (AudioFormatException) when (truth.IsAnyLost(next, (int)Math.Min(size, source.Frames - next)))
        {
            // It comes in the place of the block that it concerns.
        }
    }
}
