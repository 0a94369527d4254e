using System.Runtime.InteropServices;

namespace AudioIO.Fuzz;

/// <summary>Ways to read parts of a recording: each gives what the whole has there, bit for bit, and throws exactly where the whole throws.</summary>
/// <param name="open">Opens the recording anew.</param>
/// <param name="allocation">Bounds what is allocated.</param>
/// <param name="decoders">Number of decoders at work at once.</param>
internal sealed class ReadChecks<T>(Func<AudioLoaderOptions, AudioSource> open, Allocation allocation, int decoders)
    where T : unmanaged
{
    /// <summary>Parts in random order from one source.</summary>
    public void ReadParts(AudioLoaderOptions options, Truth<T> truth, Random random)
    {
        using AudioSource source = open(options);
        for (int i = 0; i < 12; i++)
        {
            (long start, int count) = Part(truth, random);
            ReadPart(source, truth, start, count, $"in random order, read {options.OnDamage}");
        }
    }

    /// <summary>Frame by frame: too few values for vectors.</summary>
    public void ReadFrames(AudioLoaderOptions options, Truth<T> truth, Random random)
    {
        const int MaxFrames = 40;
        using AudioSource source = open(options);
        int first = random.Next(Math.Max(1, truth.Count - MaxFrames));
        for (int i = first; i < Math.Min(truth.Count, first + MaxFrames); i++) ReadPart(source, truth, truth.Start + i, 1, "frame by frame");
    }

    /// <summary>
    /// The same through a tiny window. It loads more than what is asked for, and yet throws only where what is asked for is lost; what
    /// it names has to be lost, too.
    /// </summary>
    public void ReadThroughWindow(AudioLoaderOptions options, Truth<T> truth, Random random)
    {
        using AudioSource source = open(options);
        using AudioLoader<T> array = Window(source, options, random);
        long next = truth.Start;
        for (int i = 0; i < 16; i++)
        {
            (long start, int count) = Part(truth, random);
            if (random.Next(2) == 0 && truth.Contains(next, count)) start = next; // goes on where the last one ended
            next = start + count;
            T[] values = Filled(count * array.Channels, i);
            int way = random.Next(3);
            Exception? fault = null;
            Bound(source, "Reading through the window", values.Length, () => fault = FaultOf(() =>
            {
                if (way == 0) array.Read(start, values);
                else if (way == 1) array.View(start, count).Span.CopyTo(values);
                else for (int f = 0; f < values.Length; f++) values[f] = array[start + (f / array.Channels), f % array.Channels];
            }));
            string part = $"in a window, way {way}, read {options.OnDamage}";
            AssertRead(truth, start, count, values, fault, part);
            if (fault is AudioFormatException { StartFrame: { } lost } && truth.Contains(lost, 1) && !truth.IsLost(lost))
                throw new Finding($"Frames {start} to {start + count - 1} {part}: frame {lost} is named, which the whole does not miss.", fault);
        }
    }

    /// <summary>In blocks of any size and overlap, up to the first one that is damaged.</summary>
    public void ReadBlocks(AudioLoaderOptions options, Truth<T> truth, Random random)
    {
        if (truth.Count == 0) return;
        using AudioSource source = open(options);
        using AudioLoader<T> array = Window(source, options, random);
        int size = 1 + random.Next(truth.Count + 10), overlap = random.Next(size);
        // Of tiny steps the first ones.
        long next = truth.Start, stop = truth.Start + Math.Min(truth.Count, Math.Max(size, 200L * (size - overlap)));
        try
        {
            foreach (FrameSpan<T> block in array.Blocks(size, overlap, truth.Start, stop))
            {
                int count = (int)Math.Min(size, stop - next);
                if (block.StartFrame != next || block.FrameCount != count)
                    throw new Finding($"A block of {block.FrameCount} frames at {block.StartFrame}, not of {count} at {next}.");
                AssertRead(truth, next, count, block.Span, null, $"in blocks of {size} and {overlap}");
                next += size - overlap;
            }
        }
        catch (Exception fault) when (fault is AudioFormatException or IOException)
        {
            int count = (int)Math.Min(size, stop - next);
            AssertRead(truth, next, count, [], fault, $"in blocks of {size} and {overlap}");
            return;
        }
        if (next + overlap < stop) throw new Finding($"Blocks of {size} and {overlap} end at {next + overlap}, not at {stop}.");
    }

    private static AudioLoader<T> Window(AudioSource source, AudioLoaderOptions options, Random random) => new(source, options)
    {
        BufferFrames = 1 + random.Next(200),
        BackFrames = random.Next(40),
        Follow = random.Next(3),
    };

    private void ReadPart(AudioSource source, Truth<T> truth, long start, int count, string how)
    {
        T[] values = Filled(count * source.Channels, (int)start);
        Exception? fault = null;
        Bound(source, "Reading a part", values.Length, () => fault = FaultOf(() => source.Read<T>(start, values)));
        AssertRead(truth, start, count, values, fault, how);
    }

    /// <summary>Throws unless a part that was read, or not, is what the whole has there.</summary>
    public static void AssertRead(Truth<T> truth, long start, int count, ReadOnlySpan<T> values, Exception? fault, string how)
    {
        bool isLost = truth.IsAnyLost(start, count);
        string? what = fault is not null ? (isLost ? null : "throw, but not as part of the whole")
            : isLost ? "are read, but the whole throws there"
            : truth.Matches(start, values) ? null : "are other samples than the whole has there";
        if (what is not null) throw new Finding($"Frames {start} to {start + count - 1} of type {typeof(T).Name} {how}: {what}.", fault);
    }

    /// <summary>A part of what was read, mostly a short one.</summary>
    public static (long Start, int Count) Part(Truth<T> truth, Random random)
    {
        int count = random.Next(Math.Min(truth.Count, random.Next(4) == 0 ? truth.Count : 60) + 1);
        return (truth.Start + random.Next(truth.Count - count + 1), count);
    }

    /// <summary>What a read gives way to.</summary>
    public static Exception? FaultOf(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception fault) when (fault is AudioFormatException or IOException)
        {
            return fault;
        }
    }

    private static T[] Filled(int length, int i)
    {
        T[] values = new T[length];
        MemoryMarshal.AsBytes(values.AsSpan()).Fill((byte)(0x11 * i));
        return values;
    }

    private void Bound(AudioSource source, string what, int values, Action action) =>
        allocation.Bound(what, (long)values * sizeof(double), () => Allocation.UnitBytes(source, decoders), action);
}
