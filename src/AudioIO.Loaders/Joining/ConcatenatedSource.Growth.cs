namespace AudioIO;

/// <content>
/// A recording that is still being made: the last file becomes longer, and, in a folder, others follow it. What was there keeps its place;
/// the last file is looked at after the folder, so that it is complete when another one follows.
/// </content>
public sealed partial class ConcatenatedSource
{
    private readonly JoinSettings _settings;
    private readonly AudioSource[]? _sources;
    private readonly Dictionary<string, FileStamp> _refused = [];
    private IReadOnlyList<LeftOutFile> _leftOut;

    /// <inheritdoc/>
    protected override void RefreshFrames()
    {
        string[] added = NewPaths();
        JoinedFiles before = Current.Joined;
        IndexedFile[] files = [.. before.Files];
        int last = files.Length - 1;
        files[^1] = Grown(last, files[^1], out IReadOnlyList<Diagnostic>? said, out IReadOnlyList<FrameRange> damage);
        List<SurveyedFile> fitting = added.Length > 0 ? Fitting(added, files) : [];
        bool isSame = fitting.Count == 0 && files[^1].Equals(before.Files[^1]);
        JoinedFiles joined = isSame ? before : new JoinedFiles([.. files, .. fitting.Select(file => file.File!)], _settings.Options);
        if (said is not null) RetakeFaults(said, damage, joined, last);
        if (isSame) return;
        // The last file may have got silence of its own.
        ReportJoins(joined, last, _settings.Options.OnJoin, Log);
        for (int i = 0; i < fitting.Count; i++)
            AddDiagnostics(Log, fitting[i].Diagnostics, joined, files.Length + i);
        if (fitting.Count > 0) Volatile.Write(ref _saidOfLast, SaidOf(fitting[^1].Diagnostics, joined));
        // First what can be read, then what may be asked for.
        Volatile.Write(ref _state, new State(joined, RecordingFiles(joined, Current)));
        Info = joined.Info;
        if (!joined.Continues(before)) Revise();
    }

    /// <summary>The last file as it is now.</summary>
    /// <param name="file">Its number.</param>
    /// <param name="known">What it was.</param>
    /// <param name="said">Everything that it says now; null where it is as it was.</param>
    /// <param name="damage">The damage that it knows of now.</param>
    /// <exception cref="AudioFormatException">It has become shorter, or is another one.</exception>
    private IndexedFile Grown(int file, IndexedFile known, out IReadOnlyList<Diagnostic>? said, out IReadOnlyList<FrameRange> damage)
    {
        (said, damage) = (null, []);
        if (_sources is not null)
        {
            IndexedFile found = Describe(_sources[file]);
            Known(file).ThrowIfChanged(found.Info);
            (said, damage) = (_sources[file].Diagnostics, _sources[file].DamagedRanges);
            return found;
        }
        FileStamp stamp = _settings.Store.Stamp(known.Path);
        if (stamp == known.Stamp) return known;
        Known(file).ThrowIfChanged(stamp);
        // Programs that copy a growing file put another one in its place: by its name it is the longer one.
        _handles!.Drop(file);
        using LeasePool<OpenFile>.Lease lease = _pool.Rent(file);
        AudioSource source = lease.Value.Source;
        try
        {
            source.Refresh();
        }
        catch (AudioFormatException fault) when (fault.Kind != AudioFormatErrorKind.Changed)
        {
            throw KnownFile.Changed(known.Path, fault.Message, fault);
        }
        Known(file).ThrowIfChanged(source.Info);
        IReadOnlyList<ClockStretch> stretches = source.Stretches;
        (said, damage) = (source.Diagnostics, source.DamagedRanges);
        return known with { LengthBytes = stamp.LengthBytes, ModifiedUtc = stamp.ModifiedUtc, Info = source.Info, Stretches = stretches };
    }

    /// <summary>The files of the folder that are not part of the recording, and were not refused as they are now.</summary>
    private string[] NewPaths()
    {
        if (_settings.Folder is null) return [];
        HashSet<string> known = [.. Current.Joined.Files.Select(file => file.Path)];
        return [.. _settings.Folder.Names().Where(path => !known.Contains(path) && !IsRefused(path)).Order(NaturalOrder.Instance)];
    }

    private bool IsRefused(string path)
    {
        try
        {
            return _refused.TryGetValue(path, out FileStamp stamp) && stamp == _settings.Store.Stamp(path);
        }
        catch (Exception fault) when (FileStore.IsUnreadable(fault))
        {
            return false; // the survey says what is wrong with it
        }
    }

    /// <summary>The files that can follow the last one, in their order.</summary>
    private List<SurveyedFile> Fitting(string[] added, IndexedFile[] files)
    {
        AudioLoaderOptions options = _settings.Options;
        var candidates = new Candidates(options.OnJoin, Log);
        SurveyedFile[] surveyed = FileSurvey.Run(added, options, _settings.Store, keepsFaults: true, null);
        // The header of the newest one may not be written yet.
        if (surveyed[^1] is { Fault: { } fault } newest && NaturalOrder.Instance.Compare(newest.Path, files[^1].Path) > 0)
        {
            string message = $"The file cannot be read yet; the next refresh tries again: {fault.Message}";
            Log.Add(new Diagnostic(DiagnosticKind.Ignored, message) { Path = newest.Path });
            surveyed = surveyed[..^1];
        }
        List<SurveyedFile> readable = candidates.Choose(surveyed, files[0]);
        var fitting = new List<SurveyedFile>();
        foreach (SurveyedFile file in FileSequence.SortFolder(
            readable, options.FileOrder, file => file.Path, file => file.File!.StartTime, options.RecorderZone))
        {
            IndexedFile last = fitting.Count > 0 ? fitting[^1].File! : files[^1];
            if (WhyNot(last, file.File!) is not { } reason) fitting.Add(file);
            else if (options.OnJoin == JoinPolicy.Strict) throw reason;
            else candidates.LeaveOut(file.Path, reason);
        }
        foreach (LeftOutFile file in candidates.LeftOut) _refused[file.Path] = _settings.Store.Stamp(file.Path);
        if (candidates.LeftOut.Count > 0) Volatile.Write(ref _leftOut, [.. _leftOut, .. candidates.LeftOut]);
        return fitting;
    }

    /// <summary>Why a file cannot be appended; null where it can.</summary>
    private AudioFormatException? WhyNot(IndexedFile last, IndexedFile file)
    {
        AudioInfo shared = SharedInfo.Combine([Info, file.Info], Info.Frames);
        if ((shared.Encoding, shared.BitsPerSample) != (Info.Encoding, Info.BitsPerSample))
        {
            return Candidates.Unfit($"Samples: expected {Info.BitsPerSample}-bit {Info.Encoding} as in the recording that is open, " +
                $"found {file.Info.BitsPerSample}-bit {file.Info.Encoding}", file.Path);
        }
        if (!FileSequence.IsEarlier(file, last, _settings.Options)) return null;
        return Candidates.Unfit($"Place of a file that was added: expected it behind '{last.Path}', where the recording that is open ends, " +
            "found it before; a recording that is opened anew has it in its place", file.Path);
    }
}
