namespace AudioIO;

/// <summary>
/// The files of a recording as they were found at one moment, and where they lie in it. It never changes: when the recording grows another
/// one takes its place, and whoever has begun with this one goes on with it.
/// <para>
/// What lies in the whole are pieces: files, or the stretches of one that says when each of them began. Silence for a gap stands between
/// pieces.
/// </para>
/// </summary>
internal sealed class JoinedFiles
{
    private readonly int[] _firstPieces; // of every file, then the number of all pieces

    /// <param name="files">The files in their order, at least one; all agree on rate and channels.</param>
    /// <param name="options">Whether gaps are filled, and the zone of times that name none.</param>
    /// <exception cref="AudioFormatException">They have more samples than can be counted, or a gap that is too long to be filled.</exception>
    public JoinedFiles(IReadOnlyList<IndexedFile> files, AudioLoaderOptions options)
    {
        Files = files;
        (IReadOnlyList<ClockPiece> pieces, Pieces, _firstPieces) = Cut(files, options.Gaps);
        double rate = files[0].Info.Rate;
        long[] lengths = [.. Pieces.Select(piece => piece.FrameCount)];
        StartTime?[] stated = [.. Pieces.Select(piece => piece.StartTime)];
        var sound = new FrameMap(lengths);
        Join[] joins = ClockPieces.Joins(sound, rate, pieces, options.RecorderZone);
        Map = sound;
        Fills = new GapFill[Pieces.Count];
        if (options.Gaps == GapPolicy.Fill)
        {
            Fills = GapFilling.Measure(sound, rate, pieces, joins, options, piece => files[Pieces[piece].File].Path);
            Map = new FrameMap(lengths, [.. Fills.Select(fill => fill.Silence)]);
        }
        RequireCountable(Map.Frames, files[0].Info.Channels);
        // What lies within a file is a pause of its recorder, no join of files.
        Joins = [.. Enumerable.Range(1, files.Count - 1).Select(
            file => joins[_firstPieces[file] - 1] with { Index = file - 1, StartFrame = StartFrameOf(file) })];
        Times = new TimeMap(Map.Spans(), rate, stated, options.RecorderZone);
        Info = SharedInfo.Combine([.. files.Select(file => file.Info)], Map.Frames);
        FramesPerUnit = files.Max(file => file.FramesPerUnit);
        ContinuousRanges = ClockBreaks.Ranges(Map, joins);
    }

    public IReadOnlyList<IndexedFile> Files { get; }

    public IReadOnlyList<JoinedPiece> Pieces { get; }

    /// <summary>Where the pieces lie in the whole.</summary>
    public FrameMap Map { get; }

    /// <summary>How the files follow each other.</summary>
    public IReadOnlyList<Join> Joins { get; }

    /// <summary>What filling gaps has put before every piece.</summary>
    public IReadOnlyList<GapFill> Fills { get; }

    public TimeMap Times { get; }

    public AudioInfo Info { get; }

    public int FramesPerUnit { get; }

    public IReadOnlyList<FrameRange> ContinuousRanges { get; }

    /// <summary>The files whose frames lie in the whole without silence between them.</summary>
    /// <param name="reading">How they are read.</param>
    public StoredFrames[] Stored(string reading)
    {
        var stored = new List<StoredFrames>(Files.Count);
        for (int i = 0; i < Files.Count; i++)
        {
            long frames = Files[i].Info.Frames, start = InTheWhole(i, 0);
            if (frames == 0 || Files[i].Path.Length == 0 || InTheWhole(i, frames) - start != frames) continue;
            stored.Add(new StoredFrames { Frames = new FrameRange(start, start + frames), Path = Files[i].Path, Reading = reading });
        }
        return [.. stored];
    }

    /// <summary>First frame of a file in the whole; that of the next one where it is empty.</summary>
    public long StartFrameOf(int file) => Map.StartFrameOf(_firstPieces[file]);

    /// <summary>The file that holds a frame of the whole; of a silent one, the file before.</summary>
    public int FileAt(long frame) => Pieces[Map.FileAt(frame)].File;

    /// <summary>The frame of the whole that is a frame of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="frame">0 to its number of frames; the last is the end.</param>
    public long InTheWhole(int file, long frame)
    {
        int piece = _firstPieces[file + 1] - 1;
        while (piece > _firstPieces[file] && Pieces[piece].StartFrame > frame) piece--;
        // Frames that stand for silence are in it.
        return Map.StartFrameOf(piece) + Math.Min(frame - Pieces[piece].StartFrame, Map.SpanOf(piece));
    }

    /// <summary>
    /// True where every frame that was there is what it was: pieces keep their places, and only the last one may have become longer. It has not where
    /// what was read as sound turned out to stand for silence.
    /// </summary>
    public bool Continues(JoinedFiles before)
    {
        int last = before.Pieces.Count - 1;
        if (Pieces.Count <= last) return false;
        for (int i = 0; i <= last; i++)
        {
            (JoinedPiece was, JoinedPiece now) = (before.Pieces[i], Pieces[i]);
            if ((was.File, was.StartFrame, before.Fills[i].Silence) != (now.File, now.StartFrame, Fills[i].Silence)) return false;
            if (i < last ? now.FrameCount != was.FrameCount : now.FrameCount < was.FrameCount) return false;
        }
        return true;
    }

    private static (List<ClockPiece> OnClock, JoinedPiece[] Pieces, int[] FirstPieces) Cut(
        IReadOnlyList<IndexedFile> files, GapPolicy gaps)
    {
        var onClock = new List<ClockPiece>(files.Count);
        var pieces = new List<JoinedPiece>(files.Count);
        int[] firstPieces = new int[files.Count + 1];
        for (int i = 0; i < files.Count; i++)
        {
            foreach (ClockPiece piece in ClockPieces.Of(files[i].Info.Frames, files[i].StartTime, files[i].Stretches))
            {
                onClock.Add(piece);
                // Silence takes the place of what stands for it.
                long frames = piece.Frames - (gaps == GapPolicy.Fill ? piece.StandIns : 0);
                pieces.Add(new JoinedPiece(i, piece.StartFrame, frames, piece.Start, piece.Silence));
            }
            firstPieces[i + 1] = pieces.Count;
        }
        return (onClock, [.. pieces], firstPieces);
    }

    // The numbers may come from an index that anybody wrote.
    private static void RequireCountable(long frames, int channels)
    {
        if (frames <= long.MaxValue / channels) return;
        throw new AudioFormatException(AudioFormatErrorKind.LimitExceeded,
            $"Frames of all files: expected at most {long.MaxValue / channels} of {channels} channels, found {frames}");
    }
}
