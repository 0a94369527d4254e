namespace AudioIO.Tests.MetadataReading;

public sealed class BroadcastExtensionTests
{
    private static Metadata Read(byte[] chunk, string container = "RIFF") =>
        new DescribedFile(container).Add("bext", chunk).ReadClean().Metadata;

    [Fact]
    public void Version_2_has_every_field()
    {
        Metadata metadata = Read(Samples.Bext(reference: (3UL << 32) + 7));
        Assert.Equal("two owls", metadata["BEXT.Description"]);
        Assert.Equal("Recorder 7", metadata["BEXT.Originator"]);
        Assert.Equal("REF", metadata["BEXT.OriginatorReference"]);
        Assert.Equal("2020-12-14", metadata["BEXT.OriginationDate"]);
        Assert.Equal("19:22:55", metadata["BEXT.OriginationTime"]);
        Assert.Equal("12884901895", metadata["BEXT.TimeReference"]);
        Assert.Equal("2", metadata["BEXT.Version"]);
        Assert.Equal(Convert.ToHexString([.. Enumerable.Range(1, 64).Select(i => (byte)i)]), metadata["BEXT.UMID"]);
        Assert.Equal("A=PCM,F=48000\r\nA=FLAC", metadata["BEXT.CodingHistory"]);
    }

    [Fact]
    public void Loudness_may_be_negative_and_what_was_not_measured_is_absent()
    {
        Metadata metadata = Read(Samples.Bext());
        Assert.True(metadata.TryGetNumber("LoudnessValue", out double loudness, out string unit));
        Assert.Equal((-23.45, "LUFS"), (loudness, unit));
        Assert.Equal("7.50 LU", metadata["LoudnessRange"]);
        Assert.Equal("-1.02 dBTP", metadata["MaxTruePeakLevel"]);
        Assert.Null(metadata["MaxMomentaryLoudness"]);
        Assert.Equal("-20.00 LUFS", metadata["MaxShortTermLoudness"]);
    }

    [Fact]
    public void Version_1_has_an_UMID_but_no_loudness_and_version_0_neither()
    {
        Metadata first = Read(Samples.Bext(version: 1));
        Assert.NotNull(first["UMID"]);
        Assert.Null(first["LoudnessValue"]);
        Assert.Null(Read(Samples.Bext(version: 0))["UMID"]);
    }

    [Fact]
    public void A_basic_UMID_is_32_bytes_long()
    {
        byte[] chunk = Samples.Bext(version: 1);
        chunk.AsSpan(348 + 32, 32).Clear();
        Assert.Equal(64, Read(chunk)["UMID"]!.Length);
    }

    [Fact]
    public void In_RIFX_the_words_are_swapped_but_not_their_order()
    {
        Metadata metadata = Read(Samples.Bext(isBigEndian: true, reference: (3UL << 32) + 7), "RIFX");
        Assert.Equal(("12884901895", "2", "-23.45 LUFS"), (metadata["TimeReference"], metadata["BEXT.Version"], metadata["LoudnessValue"]));
    }

    [Fact]
    public void A_shorter_chunk_keeps_its_fields_and_takes_nothing_from_the_next()
    {
        var file = new DescribedFile().Add("bext", Samples.Bext().AsSpan(0, 350)).Add("guan", Samples.GuanoText);
        Metadata metadata = file.ReadReporting("expected at least 602 bytes, found 350").Metadata;
        Assert.Equal("19:22:55", metadata["OriginationTime"]);
        Assert.Equal("0102", metadata["UMID"]);
        Assert.Null(metadata["CodingHistory"]);
        Assert.Equal("80", metadata["PET.Gain"]);
    }

    [Fact]
    public void Text_that_fills_its_field_needs_no_NUL()
    {
        byte[] chunk = Samples.Bext();
        chunk.AsSpan(0, 256).Fill((byte)'x');
        Assert.Equal(new string('x', 256), Read(chunk)["Description"]);
    }
}
