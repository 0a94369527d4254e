namespace AudioIO.Tests.Joining;

/// <summary>Faults while many files are looked at, and of the index that is kept of them.</summary>
public sealed class SurveyAndIndexFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(JoinPolicy.Report)]
    [InlineData(JoinPolicy.Force)]
    public void What_is_no_fault_of_a_file_comes_out_as_it_was_thrown(JoinPolicy policy)
    {
        var files = new MemoryFiles();
        for (int i = 0; i < 30; i++) files.Add($"{i}.wav", Waves.Int16([1]));
        var failing = new FileStore(
            path => path.EndsWith("7.wav", StringComparison.Ordinal) ? throw new InvalidOperationException("7") : files.Store.Bytes(path),
            files.Store.Stamp);
        var options = new AudioLoaderOptions { OnJoin = policy };
        Assert.Equal("7", Assert.Throws<InvalidOperationException>(
            () => ConcatenatedSource.Open(files.Names, options, failing, null)).Message);
        Assert.Throws<TimeZoneNotFoundException>(() => files.OpenAll(options, new Failing()));
        Assert.Equal(0, files.OpenNow);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(10, false)]
    [InlineData(3700, false)]
    [InlineData(7200, false)]
    public void An_indexed_file_with_nearly_the_same_time_is_taken_with_an_entry(int seconds, bool isTaken)
    {
        string[] paths = [_folder.Write("a.wav", Waves.Int16([1, 2])), _folder.Write("b.wav", Waves.Int16([3]))];
        RecordingIndex index;
        using (ConcatenatedSource source = ConcatenatedSource.Open(paths)) index = source.ToIndex();
        foreach (string path in paths) File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(seconds));
        Assert.Equal(isTaken ? 0 : 2, index.Check().Count);
        using ConcatenatedSource reopened = ConcatenatedSource.Open(index);
        if (!isTaken)
        {
            Assert.Equal(AudioFormatErrorKind.Changed, Assert.Throws<AudioFormatException>(() => reopened.ReadAll<short>()).Kind);
            return;
        }
        Assert.Equal([1, 2, 3], reopened.ReadAll<short>());
        Assert.Equal([1, 2, 3], reopened.ReadAll<short>());
        Diagnostic[] entries = [.. reopened.Diagnostics.Where(entry => entry.Kind == DiagnosticKind.Changed)];
        Assert.Equal(seconds == 0 ? [] : paths, entries.Select(entry => entry.Path!));
    }

    [Fact]
    public void Copies_have_another_time_and_are_known_by_the_one_at_which_they_began()
    {
        string path = _folder.Write("card/a.wav", Waves.Int16([1, 2], start: "2024-05-01T20:00:00+02:00"));
        using (ConcatenatedSource source = ConcatenatedSource.Open([path])) source.ToIndex().Write(_folder["card/night.json"]);
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        RecordingIndex index = RecordingIndex.Read(_folder["card/night.json"]);
        using ConcatenatedSource copied = ConcatenatedSource.Open(index);
        Assert.Equal([1, 2], copied.ReadAll<short>());
        Assert.Equal(DiagnosticKind.Changed, Assert.Single(copied.Diagnostics).Kind);
        File.WriteAllBytes(path, Waves.Int16([3, 4], start: "2024-05-01T21:00:00+02:00"));
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 7, 1, 0, 0, 0, DateTimeKind.Utc));
        using ConcatenatedSource another = ConcatenatedSource.Open(index);
        Assert.Equal(AudioFormatErrorKind.Changed, Assert.Throws<AudioFormatException>(() => another.ReadAll<short>()).Kind);
    }

    [Fact]
    public void A_file_that_was_not_indexed_must_have_its_very_time()
    {
        string[] paths = [_folder.Write("a.wav", Waves.Int16([1, 2])), _folder.Write("b.wav", Waves.Int16([3]))];
        using ConcatenatedSource source = ConcatenatedSource.Open(paths);
        File.SetLastWriteTimeUtc(paths[0], File.GetLastWriteTimeUtc(paths[0]).AddSeconds(1));
        Assert.Throws<AudioFormatException>(() => source.ReadAll<short>());
    }

    [Fact]
    public void Writers_of_one_index_do_not_get_into_each_others_way()
    {
        using ConcatenatedSource source = ConcatenatedSource.Open([_folder.Write("a.wav", Waves.Int16([1, 2]))]);
        RecordingIndex index = source.ToIndex();
        LeasePoolTests.Run(4, _ =>
        {
            for (int i = 0; i < 25; i++) index.Write(_folder["night.json"]);
        });
        Assert.Single(RecordingIndex.Read(_folder["night.json"]).Files);
        Assert.Equal(["a.wav", "night.json"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_path_of_a_folder_is_none_of_an_index()
    {
        using ConcatenatedSource source = ConcatenatedSource.Open([_folder.Write("a.wav", Waves.Int16([1, 2]))]);
        RecordingIndex index = source.ToIndex();
        Assert.Throws<ArgumentException>(() => index.Write(_folder.Root + Path.DirectorySeparatorChar));
        Assert.Throws<ArgumentException>(() => index.Write(""));
        Assert.Equal(["a.wav"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName));
        var refusal = Assert.Throws<IOException>(() => ConcatenatedSource.Open([_folder.Root + Path.DirectorySeparatorChar]));
        Assert.Contains("is a directory", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"frames\": 2", "\"frames\": 9223372036854775807")]
    [InlineData("\"frames\": 2", "\"frames\": 4611686018427387904")]
    [InlineData("\"path\": \"a.wav\"", "\"path\": \"a.wav/\"")]
    public void Values_that_cannot_be_are_refused(string from, string to)
    {
        using ConcatenatedSource source = ConcatenatedSource.Open([_folder.Write("a.wav", Waves.Int16([1, 2, 3, 4], channels: 2))]);
        source.ToIndex().Write(_folder["night.json"]);
        string json = File.ReadAllText(_folder["night.json"]);
        Assert.Contains(from, json, StringComparison.Ordinal);
        File.WriteAllText(_folder["night.json"], json.Replace(from, to, StringComparison.Ordinal));
        Assert.Throws<AudioFormatException>(() => RecordingIndex.Read(_folder["night.json"]));
    }

    [Fact]
    public void Samples_of_all_files_that_nobody_can_count_are_refused()
    {
        byte[] wave = Waves.Int16([1, 2, 3, 4], channels: 2);
        using ConcatenatedSource source = ConcatenatedSource.Open([_folder.Write("a.wav", wave), _folder.Write("b.wav", wave)]);
        source.ToIndex().Write(_folder["night.json"]);
        string json = File.ReadAllText(_folder["night.json"]);
        // Each can be counted, both together cannot, in values.
        File.WriteAllText(_folder["night.json"], json.Replace("\"frames\": 2", "\"frames\": 3000000000000000000", StringComparison.Ordinal));
        RecordingIndex index = RecordingIndex.Read(_folder["night.json"]);
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, Assert.Throws<AudioFormatException>(() => ConcatenatedSource.Open(index)).Kind);
    }

    private sealed class Failing : IProgress<int>
    {
        public void Report(int value) => throw new TimeZoneNotFoundException();
    }
}
