namespace AudioIO.Fuzz;

/// <summary>What must hold for any content: it is refused by name, or every part of it is what the whole has there.</summary>
/// <param name="choices">What is chosen at random, and how much is looked at.</param>
/// <param name="open">Opens the content anew.</param>
/// <param name="fileLength">Its length in bytes.</param>
internal sealed class Check(Choices choices, Func<AudioLoaderOptions, AudioSource> open, int fileLength)
{
    /// <summary>Values compared at once: larger recordings are compared at their beginning, somewhere, and at their end.</summary>
    private const int MaxValues = 1 << 14;

    /// <summary>The same of several files: one that has changed says no frames, so that each is tried, and opens it anew.</summary>
    private const int MaxJoinedValues = 1 << 7;

    /// <summary>Longer FLAC is not verified.</summary>
    private const long MaxVerifiedFrames = 1 << 17;

    private readonly Allocation _allocation = new(fileLength);
    // One thread: the branches of several would be counted as those of one, each time another mix.
    private readonly AudioLoaderOptions _options = new()
    {
        MaxDecodingThreads = 1,
        MaxOpenFiles = 1,
        Gaps = choices.Next(4) == 0 ? GapPolicy.Fill : GapPolicy.Concatenate,
    };

    /// <summary>True for several files.</summary>
    public bool IsJoined { get; init; }

    /// <summary>True where the content says what files were: the last one may have grown since.</summary>
    public bool MayHaveGrown { get; init; }

    /// <summary>The content where it is a file that <see cref="AudioLoader"/> opens.</summary>
    public byte[]? File { get; init; }

    /// <summary>Decoders at work at once: verifying has one of its own, and files that are read as one have each their own.</summary>
    private int Decoders => IsJoined ? 8 : 2;

    /// <returns>False when the content is refused.</returns>
    public bool Run()
    {
        AudioInfo? info = null;
        AudioFormatException? refusal = null;
        long unitBytes = 0;
        _allocation.Bound("Opening", 0, () => unitBytes, () => (info, refusal, unitBytes) = Describe());
        if (File is not null && _options.Gaps == GapPolicy.Concatenate && choices.OneIn(8)) CompareIdentified(File, info, refusal);
        if (info is null)
        {
            if (choices.OneIn(2)) RefuseAgain(refusal!);
            return false;
        }
        int type = choices.Next(4);
        if (type == 0 && info.IsInteger && info.BitsPerSample <= 32) CompareReads<int>(info);
        else if (type == 1 && info.IsInteger && info.BitsPerSample <= 16) CompareReads<short>(info);
        else if (type == 2) CompareReads<double>(info);
        else CompareReads<float>(info);
        return true;
    }

    private AudioSource? TryOpen(AudioLoaderOptions options, out AudioFormatException? refusal)
    {
        refusal = null;
        try
        {
            return open(options);
        }
        catch (AudioFormatException fault)
        {
            refusal = fault;
            return null;
        }
    }

    private (AudioInfo? Info, AudioFormatException? Refusal, long UnitBytes) Describe()
    {
        using AudioSource? source = TryOpen(_options, out AudioFormatException? refusal);
        if (source is null) return (null, refusal, 0);
        AudioInfo info = source.Info;
        if (info.Frames < 0 || info.Channels < 1 || !(info.Rate > 0)) throw new Finding($"A recording cannot be so: {info}");
        try
        {
            DescribeAll(source);
            if (source.Refresh() != 0 && !MayHaveGrown) throw new Finding("A file that does not grow has grown.");
        }
        catch (Exception fault) when (source is ConcatenatedSource && fault is IOException or AudioFormatException { Kind: AudioFormatErrorKind.Changed })
        {
            // A file that is missing, or is not the one of the index.
        }
        if (info != source.Info && !MayHaveGrown) throw new Finding($"Looked at, {info} is {source.Info}.");
        return (info, null, Allocation.UnitBytes(source, Decoders));
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

    /// <summary>What is identified is what is opened, and refused as it is.</summary>
    private static void CompareIdentified(byte[] file, AudioInfo? info, AudioFormatException? refusal)
    {
        AudioInfo? found = null;
        AudioFormatException? fault = null;
        try
        {
            found = AudioLoader.Identify(new MemoryStream(file));
        }
        catch (AudioFormatException identified)
        {
            fault = identified;
        }
        if (found != info) throw new Finding($"Identified, {info?.ToString() ?? "what is refused"} is {found?.ToString() ?? "refused"}.", fault);
        // FLAC alone is opened at its marker: other content is then called by other names.
        if (fault is not null && refusal is not null && fault.Kind != refusal.Kind && file.AsSpan().StartsWith("fLaC"u8))
            throw new Finding($"Identified, it is refused as {fault.Kind}, not {refusal.Kind}.", fault);
    }

    /// <summary>What is refused is refused in the same words, whatever becomes of damage.</summary>
    private void RefuseAgain(AudioFormatException refusal)
    {
        using AudioSource? silent = TryOpen(_options with { OnDamage = DamagePolicy.Silence }, out AudioFormatException? again);
        if (silent is not null) throw new Finding("What was refused opens when damage is silenced.");
        if (again!.Message != refusal.Message || again.Kind != refusal.Kind || again.Position != refusal.Position)
            throw new Finding($"Refused again, \"{refusal.Message}\" is \"{again.Message}\".", again);
    }

    private void CompareReads<T>(AudioInfo info)
        where T : unmanaged
    {
        int values = IsJoined ? MaxJoinedValues : MaxValues;
        int count = Math.Max((int)Math.Min(info.Frames, values / info.Channels), (int)Math.Min(info.Frames, 1));
        long[] starts = count == info.Frames ? [0] : [0, choices.NextInt64(info.Frames - count + 1), info.Frames - count];
        int always = choices.Next(starts.Length);
        for (int i = 0; i < starts.Length; i++)
            if (choices.OneIn(starts.Length, out Choices here) || i == always) Compare<T>(info, starts[i], count, here);
    }

    /// <summary>Compares whatever can be compared with what a source gives that was opened for nothing else.</summary>
    private void Compare<T>(AudioInfo info, long start, int count, Choices here)
        where T : unmanaged
    {
        AudioLoaderOptions silent = _options with { OnDamage = DamagePolicy.Silence };
        Truth<T> truth = ReadTruth<T>(_options, info, start, count, 0x5A);
        truth.AssertKnown(truth.Damaged);
        Truth<T>? silenced = null;
        var reads = new ReadChecks<T>(open, _allocation, Decoders);
        Choices chosen;
        if (here.OneIn(3) && !truth.Equals(ReadTruth<T>(_options, info, start, count, 0xA5)))
            throw new Finding("Read twice into different buffers, samples differ.");
        if (here.OneIn(3)) truth.AssertSilenced(Silenced());
        if (here.OneIn(4, out chosen)) reads.ReadParts(_options, truth, chosen);
        if (here.OneIn(6, out chosen)) reads.ReadParts(silent, Silenced(), chosen);
        if (here.OneIn(4, out chosen)) reads.ReadThroughWindow(_options, truth, chosen);
        if (here.OneIn(6, out chosen)) reads.ReadThroughWindow(silent, Silenced(), chosen);
        if (here.OneIn(8, out chosen)) reads.ReadFrames(_options, truth, chosen);
        if (here.OneIn(8, out chosen)) reads.ReadBlocks(_options, truth, chosen);
        if (here.OneIn(8)) CompareTypes(info, truth);
        if (here.OneIn(16)) CompareThreads(info, truth);
        if (here.OneIn(8, out chosen)) FlacChecks.CompareLanes(open, _options, truth, chosen);
        if (count == info.Frames && info.Frames <= MaxVerifiedFrames && here.OneIn(4)) FlacChecks.CompareVerified(open, _options, truth);

        Truth<T> Silenced() => silenced ??= ReadTruth<T>(silent, info, start, count, 0xA5);
    }

    private Truth<T> ReadTruth<T>(AudioLoaderOptions options, AudioInfo info, long start, int count, byte fill)
        where T : unmanaged
    {
        using AudioSource source = open(options);
        if (source.Info != info) throw new Finding($"Opened twice, {source.Info} is not {info}.");
        Truth<T>? truth = null;
        _allocation.Bound("Reading the whole", (long)count * info.Channels * sizeof(double), () => Allocation.UnitBytes(source, Decoders),
            () => truth = Truth<T>.Read(source, start, count, fill));
        return truth!;
    }

    /// <summary>Integers, scaled and not, and floats of both lengths are the same samples.</summary>
    private void CompareTypes<T>(AudioInfo info, Truth<T> truth)
        where T : unmanaged
    {
        Truth<double> exact = ReadTruth<double>(_options, info, truth.Start, truth.Count, 0x5A);
        truth.AssertSameLost(exact, "read as double");
        TypeChecks.Compare(info, exact.Values, truth.Values);
    }

    /// <summary>Several threads give what one gives.</summary>
    private void CompareThreads<T>(AudioInfo info, Truth<T> truth)
        where T : unmanaged
    {
        // What other threads do, and when, is another way each time: none of the input's.
        using (Coverage.Unobserved())
        {
            Truth<T> shared = ReadTruth<T>(_options with { MaxDecodingThreads = 3, MaxOpenFiles = 3 }, info, truth.Start, truth.Count, 0x33);
            if (!truth.Equals(shared)) throw new Finding("Read by several threads, samples or damage differ.");
        }
    }
}
