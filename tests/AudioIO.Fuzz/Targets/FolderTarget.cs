namespace AudioIO.Fuzz;

/// <summary>
/// Files in a folder on a disk in memory, by every way in that takes paths; the last file is written further while it is open, and another one comes.
/// An input is that of <see cref="JoinTarget"/>.
/// </summary>
internal sealed class FolderTarget : FuzzTarget
{
    private const int MaxValues = 1 << 9;
    private const string Pattern = "*.wav";

    public override string Name => "folders";

    public override IReadOnlyList<byte[]> Seeds { get; } = new JoinTarget().Seeds;

    protected override bool Run(byte[] input, Choices choices)
    {
        if (input.Length < 2 || JoinTarget.Split(input) is not { Count: > 0 } files) return false;
        string folder = Directory.CreateDirectory(Files.Scratch("folder")).FullName;
        try
        {
            string[] paths = [.. files.Select((file, i) => Path.Combine(folder, JoinTarget.NameOf(i)))];
            for (int i = 0; i < paths.Length; i++) File.WriteAllBytes(paths[i], files[i]);
            AudioLoaderOptions options = JoinTarget.Policies(input, Files.Options((DamagePolicy)choices.Next(2)));
            int alone = choices.Next(paths.Length);
            CompareAlone(paths[alone], files[alone], options);
            bool isOpen = CompareJoined(paths, folder, options);
            // A folder gives no order.
            if (options.FileOrder == FileOrder.AsGiven) options = options with { FileOrder = FileOrder.Unspecified };
            // Silence would be given where the end is not written yet, and sound later.
            if (isOpen && choices.OneIn(3, out Choices chosen)) Grow(paths, files, folder, options with { OnDamage = DamagePolicy.Throw }, chosen);
            return isOpen;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>By its path a file is what its bytes are.</summary>
    private static void CompareAlone(string path, byte[] file, AudioLoaderOptions options)
    {
        using AudioSource? known = Try(() => AudioLoader.OpenSource(new MemoryStream(file), options)), source = Try(() => AudioLoader.OpenSource(path, options));
        AudioInfo? info = Try(() => AudioLoader.Identify(path, options));
        if (known?.Info != source?.Info || info != source?.Info) throw new Finding($"By its path {source?.Info}, identified {info}, by its bytes {known?.Info}.");
        if (source is null || source.Frames > MaxValues / source.Channels) return;
        var truth = Truth<float>.Read(known!, 0, (int)source.Frames, 0x5A);
        if (!truth.Equals(Truth<float>.Read(source, 0, (int)source.Frames, 0xA5))) throw new Finding("By its path it has other samples.");
        using AudioLoader<float> array = AudioLoader.Open(path, options);
        Describe(array);
        Borrow(file, truth, options);
        if (Try(() => AudioLoader.Load(path, options)) is not { } loaded) return;
        float[] samples = new float[loaded.Samples.FlattenedLength];
        loaded.Samples.FlattenTo(samples);
        if (!truth.Matches(0, samples)) throw new Finding("Loaded at once it has other samples.");
    }

    /// <summary>From bytes of a program's own, which stay open.</summary>
    private static void Borrow(byte[] file, Truth<float> truth, AudioLoaderOptions options)
    {
        var stream = new MemoryStream(file);
        using var bytes = new StreamByteSource(stream, leaveOpen: true);
        using (AudioLoader<float> array = AudioLoader.Open(bytes, options with { LeaveOpen = true }))
        {
            Describe(array);
            if (!truth.Equals(Truth<float>.Read(array.Source, 0, truth.Count, 0x33))) throw new Finding("From bytes it has other samples.");
        }
        using Stream whole = bytes.AsStream();
        byte[] copy = new byte[file.Length];
        whole.Seek(0, SeekOrigin.Begin);
        whole.ReadExactly(copy);
        if (!copy.AsSpan().SequenceEqual(file) || whole.ReadByte() >= 0 || whole.Position != whole.Length) throw new Finding("As a stream it has other bytes.");
    }

    /// <summary>A list, a folder and an index of it are the same recording.</summary>
    private static bool CompareJoined(string[] paths, string folder, AudioLoaderOptions options)
    {
        using AudioLoader<float>? list = Try(() => AudioLoader.Open(paths, options));
        if (options.FileOrder != FileOrder.AsGiven)
        {
            using AudioLoader<float>? all = Try(() => AudioLoader.OpenFolder(folder, Pattern, options));
            if (all is not null) Describe(all);
        }
        if (list is null) return false;
        Describe(list);
        string path = Path.Combine(folder, "index.json");
        ((ConcatenatedSource)list.Source).ToIndex().Write(path);
        var index = RecordingIndex.Read(path);
        if (index.Check() is [{ } entry, ..]) throw new Finding($"Just indexed: {entry}");
        using AudioLoader<float>? indexed = Try(() => AudioLoader.Open(index, options));
        if (indexed is null || indexed.Source.Info != list.Source.Info) throw new Finding($"Indexed {indexed?.Source.Info}, opened {list.Source.Info}.");
        int count = (int)Math.Min(list.Frames, MaxValues / list.Channels);
        if (!Truth<float>.Read(list.Source, 0, count, 0x5A).Equals(Truth<float>.Read(indexed.Source, 0, count, 0xA5))) throw new Finding("Indexed, it has other samples.");
        return true;
    }

    /// <summary>What was read stays, or refreshing throws.</summary>
    private static void Grow(string[] paths, List<byte[]> files, string folder, AudioLoaderOptions options, Choices choices)
    {
        int last = choices.Next(paths.Length);
        foreach (string path in paths[last..]) File.Delete(path);
        Write(paths[last], files[last][..choices.Next(files[last].Length + 1)]);
        using ConcatenatedSource? source = Try(() => ConcatenatedSource.OpenFolder(folder, Pattern, options));
        if (source is null) return;
        for (int i = last; i < paths.Length; i++)
        {
            long frames = source.Frames, revision = source.Revision;
            int count = (int)Math.Min(frames, MaxValues / source.Channels);
            var before = Truth<float>.Read(source, 0, count, 0x5A);
            Write(paths[i], files[i]);
            try
            {
                if (source.Refresh() != source.Frames - frames) throw new Finding("Refreshing tells another number of frames.");
                if (source.Frames < count) return;
                // Sound that turns out to have stood for silence once the rest of it is there is told.
                if (source.Revision != revision) return;
                var after = Truth<float>.Read(source, 0, count, 0xA5);
                for (int frame = 0; frame < count; frame++)
                {
                    bool isBoth = !before.IsLost(frame) && !after.IsLost(frame);
                    if (isBoth && !after.Matches(frame, before.Values.Slice(frame * source.Channels, source.Channels)))
                        throw new Finding($"Grown to {source.Frames} frames, frame {frame} changed.");
                }
            }
            catch (Exception fault) when (fault is AudioFormatException or IOException)
            {
                return;
            }
        }
    }

    /// <summary>Everything that an array says of its recording.</summary>
    private static void Describe(AudioLoader<float> array)
    {
        Check.DescribeAll(array.Source);
        using (Stream stream = array.AsPcmStream()) _ = stream.Length;
        _ = (array.Info, array.Metadata, array.Markers, array.Diagnostics, array.DamagedRanges, array.StartTime, array.Files, array.Joins);
        if (array.Frames != array.Source.Frames) throw new Finding($"An array of {array.Frames} frames over {array.Source.Frames}.");
    }

    private static void Write(string path, byte[] content)
    {
        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(content);
    }

    private static T? Try<T>(Func<T> open)
        where T : class
    {
        try
        {
            return open();
        }
        catch (Exception fault) when (fault is AudioFormatException or IOException)
        {
            return null;
        }
    }
}
