namespace AudioIO.Tests.Joining;

/// <summary>Files that are not what they were when the recording was opened or indexed: never other samples, always their name.</summary>
public sealed class ChangedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Changes { get; } =
        ["deleted", "shrunk", "grown", "touched", "replaced", "other rate", "no recording", "a folder"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_changed_file_is_refused_and_the_others_are_read(string change)
    {
        string[] paths = Write();
        using ConcatenatedSource source = ConcatenatedSource.Open(paths);
        Change(paths[1], change);
        Refused(source, paths[1]);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_file_that_no_longer_fits_its_index_is_refused_and_reported(string change)
    {
        string[] paths = Write();
        RecordingIndex index;
        using (ConcatenatedSource source = ConcatenatedSource.Open(paths)) index = source.ToIndex();
        index.Write(_folder["night.json"]);
        index = RecordingIndex.Read(_folder["night.json"]);
        Assert.Empty(index.Check());
        Change(paths[1], change);
        Diagnostic entry = Assert.Single(index.Check());
        Assert.Equal((DiagnosticKind.Changed, paths[1]), (entry.Kind, entry.Path));
        using ConcatenatedSource reopened = ConcatenatedSource.Open(index);
        Refused(reopened, paths[1]);
    }

    [Fact]
    public void A_file_that_changes_after_it_was_closed_for_another_one_is_refused()
    {
        string[] paths = Write();
        using ConcatenatedSource source = ConcatenatedSource.Open(paths, new AudioLoaderOptions { MaxOpenFiles = 1 });
        short[] sample = new short[1];
        source.Read<short>(100, sample);
        source.Read<short>(0, sample);
        Change(paths[1], "replaced");
        Refused(source, paths[1]);
    }

    [Fact]
    public void An_index_that_was_changed_by_hand_does_not_make_a_file_longer_or_faster()
    {
        string[] paths = Write();
        using (ConcatenatedSource source = ConcatenatedSource.Open(paths)) source.ToIndex().Write(_folder["night.json"]);
        string json = File.ReadAllText(_folder["night.json"]);
        foreach ((string from, string to) in ((string, string)[])[
            ("\"frames\": 100", "\"frames\": 99"), ("\"frames\": 100", "\"frames\": 9223372036854775"),
                ("\"rate\": 8000", "\"rate\": 8001"),
            ("\"channels\": 1", "\"channels\": 2"), ("\"bits\": 16", "\"bits\": 24"), ("PcmSigned", "IeeeFloat")])
        {
            File.WriteAllText(_folder["lie.json"], json.Replace(from, to, StringComparison.Ordinal));
            using ConcatenatedSource source = ConcatenatedSource.Open(RecordingIndex.Read(_folder["lie.json"]));
            var refusal = Assert.Throws<AudioFormatException>(() => source.Read<float>(0, new float[2]));
            Assert.Equal((AudioFormatErrorKind.Changed, paths[0]), (refusal.Kind, refusal.Path));
        }
    }

    private string[] Write() =>
        [.. Enumerable.Range(0, 3).Select(i => _folder.Write(
            $"{i}.wav", Waves.Int16(Waves.Counting(100 * i, 100), chunks: Waves.Cues((7, "here")))))];

    private static void Change(string path, string change)
    {
        byte[] content = File.ReadAllBytes(path);
        DateTime written = File.GetLastWriteTimeUtc(path);
        File.Delete(path);
        if (change == "deleted") return;
        if (change == "a folder")
        {
            Directory.CreateDirectory(path);
            return;
        }
        File.WriteAllBytes(path, change switch
        {
            "shrunk" => content[..^10],
            "grown" => [.. content, 1, 2],
            "replaced" => Waves.Int16(Waves.Counting(7000, 100)),
            "other rate" => Waves.Int16(Waves.Counting(100, 100), rate: 16000),
            "no recording" => new byte[content.Length],
            _ => content,
        });
        // A change of length alone, and one of time alone, are each enough.
        File.SetLastWriteTimeUtc(path, change is "shrunk" or "grown" ? written : written.AddSeconds(10));
    }

    private static void Refused(ConcatenatedSource source, string path)
    {
        float[] values = new float[300];
        for (int attempt = 0; attempt < 2; attempt++)
        {
            Exception refusal = Refusal(() => source.Read(0, values.AsSpan()));
            Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
            Refusal(() => source.Read<float>(150, new float[1]));
            Refusal(() => _ = source.Files[1].Metadata);
            Refusal(() => _ = source.Markers);
        }
        foreach (int first in (int[])[0, 200])
        {
            short[] samples = new short[100];
            source.Read<short>(first, samples);
            Assert.Equal(Waves.Counting(first, 100), samples);
        }
        // A window around a join reaches into the file that is gone: the frames beside it are read nevertheless.
        using AudioLoader<short> array = AudioLoader.Open<short>(source);
        short[] expected = Waves.Counting(0, 300);
        for (int frame = 0; frame < expected.Length; frame++)
        {
            if (frame / 100 == 1) Refusal(() => _ = array[frame, 0]);
            else Assert.Equal(expected[frame], array[frame, 0]);
        }
    }

    /// <summary>A file that is another one is an error of its kind; one that is none any more is what the system says.</summary>
    private static Exception Refusal(Action read)
    {
        Exception refusal = Assert.ThrowsAny<Exception>(read);
        Assert.True(refusal is IOException or AudioFormatException { Kind: AudioFormatErrorKind.Changed }, refusal.ToString());
        return refusal;
    }
}
