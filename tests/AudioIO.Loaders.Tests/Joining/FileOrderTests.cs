namespace AudioIO.Tests.Joining;

/// <summary>The order of a list and of a folder, and what the clock says of it.</summary>
public sealed class FileOrderTests : IDisposable
{
    private static readonly DateTimeOffset Evening = new(2024, 5, 1, 20, 0, 0, TimeSpan.FromHours(2));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_list_that_contradicts_the_clock_is_refused_and_both_remedies_are_named()
    {
        MemoryFiles files = Files(0, 2, 1, 4, 3);
        var refusal = Assert.Throws<AudioFormatException>(() => files.OpenAll());
        Assert.EndsWith("2.wav", refusal.Path, StringComparison.Ordinal);
        Assert.Contains("FileOrder.StartTime", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("FileOrder.AsGiven", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("1 more", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, files.OpenNow);

        using ConcatenatedSource given = files.OpenAll(new AudioLoaderOptions { FileOrder = FileOrder.AsGiven });
        Assert.Equal(["0.wav", "1.wav", "2.wav", "3.wav", "4.wav"], Names(given));
        Assert.Contains(JoinKind.Overlap, given.Joins.Select(join => join.Kind));
        using ConcatenatedSource sorted = files.OpenAll(new AudioLoaderOptions { FileOrder = FileOrder.StartTime });
        Assert.Equal(["0.wav", "2.wav", "1.wav", "4.wav", "3.wav"], Names(sorted));
    }

    [Fact]
    public void A_list_in_which_a_time_is_missing_or_times_are_equal_is_kept()
    {
        using ConcatenatedSource equal = Files(0, 1, 1, 2).OpenAll();
        using ConcatenatedSource missing = Files(2, 0, null, 1).OpenAll();
        Assert.Equal(["0.wav", "1.wav", "2.wav", "3.wav"], Names(missing));
    }

    [Fact]
    public void The_order_of_an_index_was_decided_when_it_was_made()
    {
        MemoryFiles files = Files(1, 0);
        RecordingIndex index;
        using (ConcatenatedSource given = files.OpenAll(new AudioLoaderOptions { FileOrder = FileOrder.AsGiven })) index = given.ToIndex();
        using ConcatenatedSource reopened = ConcatenatedSource.Open(index, AudioLoaderOptions.Default, files.Store);
        Assert.Equal(["0.wav", "1.wav"], Names(reopened));
    }

    [Fact]
    public void A_folder_is_ordered_by_the_clock_where_every_file_has_a_time_else_by_name()
    {
        using ConcatenatedSource byTime = Files(1, 0, 3, 2).OpenFolder();
        Assert.Equal(["1.wav", "0.wav", "3.wav", "2.wav"], Names(byTime));
        MemoryFiles numbered = new MemoryFiles().Add("n10.wav", Wave(0, 2)).Add("n9.wav", Wave(0, null)).Add("n1.wav", Wave(0, 5));
        using ConcatenatedSource byName = numbered.OpenFolder();
        Assert.Equal(["n1.wav", "n9.wav", "n10.wav"], Names(byName));
        using ConcatenatedSource named = Files(1, 0).OpenFolder(new AudioLoaderOptions { FileOrder = FileOrder.Name });
        Assert.Equal(["0.wav", "1.wav"], Names(named));
        Assert.Throws<ArgumentException>(() => numbered.OpenFolder(new AudioLoaderOptions { FileOrder = FileOrder.AsGiven }));
    }

    [Fact]
    public void A_file_that_cannot_be_read_does_not_decide_on_the_order()
    {
        MemoryFiles files = Files(1, 0).Add("junk.wav", [1, 2, 3]);
        using ConcatenatedSource source = files.OpenFolder(new AudioLoaderOptions { OnJoin = JoinPolicy.Force });
        Assert.Equal(["1.wav", "0.wav"], Names(source));
        Assert.EndsWith("junk.wav", Assert.Single(source.LeftOut).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_on_disk_is_opened_by_a_pattern_whatever_the_case_and_without_hidden_files()
    {
        for (int i = 0; i < 3; i++) _folder.Write($"night{9 + i}.{(i == 1 ? "WAV" : "wav")}", Waves.Int16(Waves.Counting(10 * i, 10)));
        _folder.Write("CONFIG.TXT", [1]);
        _folder.Write("._night9.wav", [1]);
        _folder.Write("deeper/night1.wav", [1]);
        using AudioLoader<short> data = AudioLoader.OpenFolder<short>(_folder.Root + Path.DirectorySeparatorChar, "*.wav");
        Assert.Equal(["night9.wav", "night10.WAV", "night11.wav"], data.Files.Select(file => Path.GetFileName(file.Path)));
        Assert.Equal(Waves.Counting(0, 30), data[.., 0]);
        Assert.Throws<FileNotFoundException>(() => AudioLoader.OpenFolder(_folder.Root, "*.flac"));
        Assert.Throws<DirectoryNotFoundException>(() => AudioLoader.OpenFolder(_folder["nowhere"], "*.wav"));
        Assert.Throws<ArgumentException>(() => AudioLoader.OpenFolder("", "*.wav"));
        Assert.Throws<AudioFormatException>(() => AudioLoader.OpenFolder(_folder.Root, "*"));
    }

    private static IEnumerable<string?> Names(AudioSource source) => source.Files.Select(file => Path.GetFileName(file.Path));

    /// <summary>Files of one second that state these seconds after the evening has begun.</summary>
    private static MemoryFiles Files(params int?[] seconds)
    {
        var files = new MemoryFiles();
        for (int i = 0; i < seconds.Length; i++) files.Add($"{i}.wav", Wave(8000 * i, seconds[i]));
        return files;
    }

    private static byte[] Wave(int firstFrame, int? second) => Waves.Int16(
        Waves.Counting(firstFrame, 8000), start: second is { } number ? Waves.Stamp(Evening.AddSeconds(number)) : null);
}
