namespace AudioIO.Tests.MetadataReading;

public sealed class MetadataLookupTests
{
    private static Metadata Metadata(string guano) =>
        new DescribedFile().Add("guan", guano).Add("bext", Samples.Bext()).ReadClean().Metadata;

    [Fact]
    public void A_whole_path_comes_before_the_end_of_one_and_then_the_order_of_the_file_counts()
    {
        Metadata metadata = Metadata("A|BEXT|Version: 9\nVersion: 1\n");
        Assert.Equal(["2", "9"], metadata.GetAll("BEXT.Version"));
        Assert.Equal(["1", "2"], metadata.GetAll("version"));
    }

    [Fact]
    public void Part_of_a_name_is_no_name()
    {
        Metadata metadata = Metadata("PET|Gain: 80\n");
        Assert.Null(metadata["ain"]);
        Assert.Null(metadata["ET.Gain"]);
        Assert.Null(metadata["PETxGain"]);
        Assert.Null(metadata["X.GUANO.PET.Gain"]);
        Assert.Null(metadata[".Gain"]);
        Assert.Null(metadata[""]);
    }

    [Fact]
    public void Alternative_keys_are_tried_in_their_order()
    {
        Metadata metadata = Metadata("A: 1\nB: 2 V\nC: no\n");
        Assert.True(metadata.TryGetText("X", out string text, "C", "A"));
        Assert.Equal("no", text);
        Assert.True(metadata.TryGetNumber("C", out double value, out string unit, "X", "B", "A"));
        Assert.Equal((2, "V"), (value, unit));
        Assert.False(metadata.TryGetText("X", out text, "Y"));
        Assert.Equal("", text);
        Assert.False(metadata.TryGetNumber("C", out _, out unit));
        Assert.Equal("", unit);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("TRUE", true)]
    [InlineData("1", true)]
    [InlineData("On", true)]
    [InlineData("no", false)]
    [InlineData("False", false)]
    [InlineData("0", false)]
    [InlineData("off", false)]
    public void Truth_values_are_read_from_their_usual_words(string text, bool expected)
    {
        Assert.True(Metadata($"Flag: {text}\n").TryGetBoolean("Flag", out bool value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void Other_words_are_no_truth_values() => Assert.False(Metadata("Flag: maybe\n").TryGetBoolean("Flag", out _));

    [Fact]
    public void Dates_come_with_the_zone_that_they_name()
    {
        Metadata metadata = Metadata("When: 2020-12-14 19:22:55+01:00\nDay: 2020:12:14\n");
        Assert.True(metadata.TryGetDateTime("When", out DateTime local, out TimeSpan? offset));
        Assert.Equal((new DateTime(2020, 12, 14, 19, 22, 55), TimeSpan.FromHours(1)), (local, offset));
        Assert.True(metadata.TryGetDateTime("Day", out local, out offset));
        Assert.Equal((new DateTime(2020, 12, 14), null), (local, offset));
        Assert.False(metadata.TryGetDateTime("Description", out _, out _));
    }

    [Theory]
    [InlineData("PET|Gain: 80\n", 80, "")]
    [InlineData("Gain: 30dB\n", 30, "dB")]
    [InlineData("Gain: low\nPET|Gain: 20 mV\n", 20, "mV")]
    public void Gain_is_the_first_number_under_that_key(string guano, double value, string unit) =>
        Assert.Equal(new Quantity(value, unit), Metadata(guano).Gain);

    [Fact]
    public void Without_a_number_there_is_no_gain() => Assert.Null(Metadata("Gain: low\n").Gain);

    [Fact]
    public void Raw_chunks_are_read_whole_or_in_parts_but_never_beyond_a_limit()
    {
        MetadataChunk chunk = new DescribedFile().Add("xxxx", [9]).Add("levl", [1, 2, 3, 4, 5]).ReadClean().Metadata.Chunks[1];
        Assert.Equal(("levl", 5L, 5L), (chunk.Id, chunk.Position, chunk.Length));
        Assert.Equal([1, 2, 3, 4, 5], chunk.ReadBytes(maxBytes: 5));
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, Assert.Throws<AudioFormatException>(() => chunk.ReadBytes(maxBytes: 4)).Kind);
        byte[] part = new byte[4];
        Assert.Equal(2, chunk.Read(3, part));
        Assert.Equal([4, 5, 0, 0], part);
        Assert.Equal(0, chunk.Read(5, part));
        Assert.Throws<ArgumentOutOfRangeException>(() => chunk.Read(-1, part));
    }

    [Fact]
    public void No_metadata_is_an_empty_tree()
    {
        MetadataResult result = new DescribedFile().ReadClean();
        Assert.Empty(result.Metadata.Sections);
        Assert.Empty(result.Markers);
        Assert.Null(result.StartTime);
        Assert.Null(AudioIO.Metadata.Empty["anything"]);
    }
}
