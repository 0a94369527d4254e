namespace AudioIO.Tests.Plans;

/// <summary>Corpora that exist as an index alone, and small ones of real files.</summary>
internal static class Corpora
{
    public static readonly DateTime Evening = new(2024, 5, 1, 20, 0, 0);

    /// <summary>An index of files that nobody has made.</summary>
    /// <param name="files">Number of frames of each, and when it began in frames since the evening; null where it does not say.</param>
    public static RecordingIndex Index(params (long Frames, double? Start)[] files) => new([.. files.Select((file, i) => new IndexedFile
    {
        Path = Path.GetFullPath($"/corpus/night/{i:D4}.wav"),
        LengthBytes = 44 + (2 * file.Frames),
        ModifiedUtc = new DateTime(2024, 5, 2, 0, 0, 0, DateTimeKind.Utc).AddSeconds(i),
        Info = new AudioInfo { Format = "RIFF", Encoding = AudioEncoding.PcmSigned, BitsPerSample = 16, Rate = 8000, Channels = 1, Frames = file.Frames },
        // A tick is a tenth of a microsecond: a frame at 8 kHz is 1250 of them. One tick more: times of whole seconds are taken loosely.
        StartTime = file.Start is { } frames ? new StartTime { Local = Evening.AddTicks((long)(frames * 1250) + 1), Origin = "test" } : null,
    })]);

    /// <summary>Files of any length, with and without times, with gaps and overlaps of the clock, some of them empty.</summary>
    public static RecordingIndex Random(Random random)
    {
        var files = new (long Frames, double? Start)[random.Next(1, 8)];
        double clock = 0;
        for (int i = 0; i < files.Length; i++)
        {
            long frames = random.Next(5) == 0 ? 0 : random.Next(1, 400);
            if (random.Next(3) == 0) clock += random.Next(-300, 900);
            files[i] = (frames, random.Next(4) == 0 ? null : clock);
            clock += frames;
        }
        return Index(files);
    }

    public static WorkPlanOptions RandomOptions(Random random)
    {
        bool wholeFiles = random.Next(3) == 0;
        return new WorkPlanOptions
        {
            PieceFrames = random.Next(6) == 0 ? long.MaxValue : random.Next(1, 300),
            TileFrames = wholeFiles ? 1 : random.Next(1, 50),
            WholeFiles = wholeFiles,
            FramesBefore = random.Next(4) == 0 ? long.MaxValue : random.Next(0, 60),
            FramesAfter = random.Next(4) == 0 ? long.MaxValue : random.Next(0, 60),
            Breaks = (WorkBreaks)random.Next(3),
        };
    }
}
