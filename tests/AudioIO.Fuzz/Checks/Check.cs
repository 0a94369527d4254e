using System.Runtime.InteropServices;

namespace AudioIO.Fuzz;

/// <summary>What must hold for any content: it is refused by name, or every part of it is what the whole has there.</summary>
internal sealed class Check(Random random, Func<AudioLoaderOptions, AudioSource> open, int fileLength, bool isJoined)
{
    /// <summary>Values compared at once: larger recordings are compared at their beginning, somewhere, and at their end.</summary>
    private const int MaxValues = 1 << 14;

    /// <summary>The same of several files: one that has changed says no frames, so that each is tried, and opens it anew.</summary>
    private const int MaxJoinedValues = 1 << 7;

    /// <summary>
    /// Beyond what is asked for and the length of the file: some blocks of 65535 frames of 8 channels (each 2 MB), the side buffers of an
    /// array, a bounded index, the diagnostics.
    /// </summary>
    private const long MaxBytesAllocated = 48L << 20;

    private readonly AudioLoaderOptions _options = new() { MaxDecodingThreads = random.Next(8) == 0 ? 2 : 1, MaxOpenFiles = 1 + random.Next(3) };

    /// <returns>False when the content is refused.</returns>
    public bool Run()
    {
        AudioInfo? info = null;
        Bounded("Opening", 0, () => info = Describe());
        if (info is null)
        {
            if (TryOpen(_options with { OnDamage = DamagePolicy.Silence }) is not null)
                throw new Finding("What was refused opens when damage is silenced.");
            return false;
        }
        int type = random.Next(4);
        if (type == 0 && info.IsInteger && info.BitsPerSample <= 32) CompareReads<int>(info);
        else if (type == 1 && info.IsInteger && info.BitsPerSample <= 16) CompareReads<short>(info);
        else if (type == 2) CompareReads<double>(info);
        else CompareReads<float>(info);
        return true;
    }

    private AudioSource? TryOpen(AudioLoaderOptions options)
    {
        try
        {
            return open(options);
        }
        catch (AudioFormatException)
        {
            return null;
        }
    }

    private AudioInfo? Describe()
    {
        using AudioSource? source = TryOpen(_options);
        if (source is null) return null;
        AudioInfo info = source.Info;
        if (info.Frames < 0 || info.Channels < 1 || !(info.Rate > 0)) throw new Finding($"A recording cannot be so: {info}");
        try
        {
            DescribeAll(source);
            if (source.Refresh() != 0) throw new Finding("A file that does not grow has grown.");
        }
        catch (Exception fault) when (source is ConcatenatedSource && fault is IOException or AudioFormatException { Kind: AudioFormatErrorKind.Changed })
        {
            // A file that is missing, or is not the one of the index.
        }
        if (source is FlacSource flac && info.Frames < 1 << 17 && flac.Verify().Frames != info.Frames)
            throw new Finding("Verified other frames.");
        return info;
    }

    /// <summary>Asks for everything that a recording says beside its samples: nothing of that may throw.</summary>
    public static void DescribeAll(AudioSource source)
    {
        // Files in the order given, and clocks that were set, may go back, and the joins say so.
        bool goesBack = source.Joins.Any(join => join.GapSeconds < 0);
        if (source.ClockAt(0) is { } time && ((!goesBack && source.ClockAt(source.Info.Frames) < time) || source.FrameAtClock(time) < 0))
            throw new Finding("Time runs backward.");
        if (source.Info.Frames > 0) _ = source.FileAt(source.Info.Frames - 1).StartTime;
        _ = (source.StartTime, source.Joins.Count, source.Info.Duration, source.Metadata.Gain, source.Metadata.ToString());
        foreach (MetadataChunk chunk in source.Metadata.Chunks) chunk.ReadBytes();
        long last = 0;
        foreach (Marker marker in source.Markers)
        {
            if (marker.StartFrame < last || marker.FrameCount < 0) throw new Finding($"{marker} comes after frame {last}.");
            last = marker.StartFrame;
        }
        foreach (Diagnostic entry in source.Diagnostics) _ = entry.ToString();
    }

    private void CompareReads<T>(AudioInfo info)
        where T : unmanaged
    {
        AudioLoaderOptions silent = _options with { OnDamage = DamagePolicy.Silence };
        int values = isJoined ? MaxJoinedValues : MaxValues;
        int count = Math.Max((int)Math.Min(info.Frames, values / info.Channels), (int)Math.Min(info.Frames, 1));
        long[] starts = count == info.Frames ? [0] : [0, random.NextInt64(info.Frames - count + 1), info.Frames - count];
        foreach (long start in starts)
        {
            Truth<T> truth = ReadTruth<T>(_options, info, start, count, 0x5A), silenced = ReadTruth<T>(silent, info, start, count, 0xA5);
            if (!truth.Equals(ReadTruth<T>(_options, info, start, count, 0xA5)))
                throw new Finding("Read twice into different buffers, samples differ.");
            truth.AssertSilenced(silenced);
            ReadParts(_options, truth);
            ReadParts(silent, silenced);
            ReadThroughWindow(_options, truth);
            ReadThroughWindow(silent, silenced);
        }
    }

    private Truth<T> ReadTruth<T>(AudioLoaderOptions options, AudioInfo info, long start, int count, byte fill)
        where T : unmanaged
    {
        using AudioSource source = open(options);
        if (source.Info != info) throw new Finding($"Opened twice, {source.Info} is not {info}.");
        Truth<T>? truth = null;
        Bounded("Reading the whole", MaxValues * sizeof(double), () => truth = Truth<T>.Read(source, start, count, fill));
        return truth!;
    }

    /// <summary>Parts in random order from one source, which throw exactly where the whole throws.</summary>
    private void ReadParts<T>(AudioLoaderOptions options, Truth<T> truth)
        where T : unmanaged
    {
        using AudioSource source = open(options);
        for (int i = 0; i < 12; i++)
        {
            (long start, int count) = Part(truth);
            T[] values = Filled<T>(count * source.Info.Channels, i);
            Exception? fault = null;
            Bounded("Reading a part", values.Length * sizeof(double), () => fault = FaultOf(() => source.Read<T>(start, values)));
            string part = $"Frames {start} to {start + count - 1} of type {typeof(T).Name}, read {options.OnDamage}";
            if (fault is not null && !truth.IsAnyLost(start, count))
                throw new Finding($"{part}: throw, but not as part of the whole.", fault);
            if (fault is null) AssertRead(truth, start, values, count, part);
        }
    }

    /// <summary>
    /// The same through a tiny window. It loads more than what is asked for, and yet throws only where what is asked for is lost; what
    /// it names has to be lost, too.
    /// </summary>
    private void ReadThroughWindow<T>(AudioLoaderOptions options, Truth<T> truth)
        where T : unmanaged
    {
        using AudioSource source = open(options);
        using var array = new AudioLoader<T>(source, options)
        {
            BufferFrames = 1 + random.Next(200),
            BackFrames = random.Next(40),
            Follow = random.Next(3),
        };
        long next = truth.Start;
        for (int i = 0; i < 16; i++)
        {
            (long start, int count) = Part(truth);
            if (random.Next(2) == 0 && truth.Contains(next, count)) start = next; // goes on where the last one ended
            next = start + count;
            T[] values = Filled<T>(count * array.Channels, i);
            int way = random.Next(3);
            Exception? fault = null;
            Bounded("Reading through the window", values.Length * sizeof(double), () => fault = FaultOf(() =>
            {
                if (way == 0) array.Read(start, values);
                else if (way == 1) array.View(start, count).Span.CopyTo(values);
                else for (int f = 0; f < values.Length; f++) values[f] = array[start + (f / array.Channels), f % array.Channels];
            }));
            string part = $"Frames {start} to {start + count - 1} of type {typeof(T).Name} in a window, way {way}, read {options.OnDamage}";
            if (fault is null) AssertRead(truth, start, values, count, part);
            if (fault is not null && !truth.IsAnyLost(start, count))
                throw new Finding($"{part}: throw, but not as part of the whole.", fault);
            if (fault is AudioFormatException { StartFrame: { } lost } && truth.Contains(lost, 1) && !truth.IsLost(lost))
                throw new Finding($"{part}: frame {lost} is named, which the whole does not miss.", fault);
        }
    }

    private static void AssertRead<T>(Truth<T> truth, long start, T[] values, int count, string part)
        where T : unmanaged
    {
        if (truth.IsAnyLost(start, count)) throw new Finding($"{part}: read, but the whole throws there.");
        if (!truth.Matches(start, values)) throw new Finding($"{part}: other samples than the whole has there.");
    }

    private (long Start, int Count) Part<T>(Truth<T> truth)
        where T : unmanaged
    {
        int count = random.Next(Math.Min(truth.Count, random.Next(4) == 0 ? truth.Count : 60) + 1);
        return (truth.Start + random.Next(truth.Count - count + 1), count);
    }

    private static T[] Filled<T>(int length, int i)
        where T : unmanaged
    {
        T[] values = new T[length];
        MemoryMarshal.AsBytes(values.AsSpan()).Fill((byte)(0x11 * i));
        return values;
    }

    private static Exception? FaultOf(Action read)
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

    private void Bounded(string what, long bytesAsked, Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > MaxBytesAllocated + (16L * fileLength) + (4 * bytesAsked))
            throw new Finding($"{what} allocates {allocated} bytes for a file of {fileLength}.");
    }
}
