namespace AudioIO.Tests.MetadataReading;

public sealed class InfoListTests
{
    [Fact]
    public void Every_tag_is_kept_and_known_ones_are_found_under_their_plain_names()
    {
        byte[] list = new ChunkWriter().Text("INFO").Child("INAM", "Nachtigall").Child("IART", "Eva").Child("ICMT", "c")
            .Child("IDIT", "2020-12-14").Child("Xyz ", "own").ToArray();
        Metadata metadata = new DescribedFile().Add("LIST", list).ReadClean().Metadata;
        Assert.Equal("Nachtigall", metadata["INFO.INAM"]);
        Assert.Equal("Nachtigall", metadata["info.title"]);
        Assert.Equal("Eva", metadata["Artist"]);
        Assert.Equal("c", metadata["Comment"]);
        Assert.Equal("2020-12-14", metadata["DateTimeOriginal"]);
        Assert.Equal("own", metadata["Xyz "]);
        Assert.Equal(5, Assert.Single(metadata.Sections).Entries.Count);
    }

    [Fact]
    public void Valid_UTF8_is_read_as_such_and_other_bytes_as_Windows_1252()
    {
        byte[] list = new ChunkWriter().Text("INFO").Child("INAM", "Käuzchen €")
            .Child("IART", [0x4B, 0xE4, 0x75, 0x7A, 0x20, 0x80, 0]).ToArray();
        Metadata metadata = new DescribedFile().Add("LIST", list).ReadClean().Metadata;
        Assert.Equal("Käuzchen €", metadata["INAM"]);
        Assert.Equal("Käuz €", metadata["IART"]);
    }

    [Fact]
    public void A_tag_of_other_than_ASCII_bytes_loses_nothing()
    {
        byte[] list = new ChunkWriter().Text("INFO").Bytes(0xFF, 0x00, 0xE4, 0x41).UInt32(2).Text("x\0").Child("INAM", "after").ToArray();
        Metadata metadata = new DescribedFile().Add("LIST", list).ReadClean().Metadata;
        Assert.Equal("x", metadata["INFO.\u00FF\0äA"]);
        Assert.Equal("after", metadata["INAM"]);
    }

    [Fact]
    public void Empty_values_are_kept_on_request_only()
    {
        byte[] list = new ChunkWriter().Text("INFO").Child("INAM", "").Child("IART", "  ").ToArray();
        Assert.Null(new DescribedFile().Add("LIST", list).ReadClean().Metadata["INAM"]);
        Metadata kept = new DescribedFile { KeepEmpty = true }.Add("LIST", list).ReadClean().Metadata;
        Assert.Equal("", kept["INAM"]);
        Assert.Equal("", kept["IART"]);
    }

    [Fact]
    public void A_second_list_adds_to_the_first()
    {
        byte[] second = new ChunkWriter().Text("INFO").Child("INAM", "again").Child("IGNR", "birds").ToArray();
        Metadata metadata = new DescribedFile().Add("LIST", Samples.Info()).Add("LIST", second).ReadClean().Metadata;
        Assert.Equal(["Nachtigall", "again"], metadata.GetAll("Title"));
        Assert.Equal("birds", metadata["Genre"]);
        Assert.Equal("AudioIO", metadata["Software"]);
        Assert.Single(metadata.Sections);
    }

    [Fact]
    public void Text_ends_at_the_first_NUL_whatever_follows()
    {
        byte[] list = new ChunkWriter().Text("INFO").Child("ICMT", "Recorded\0garbage\0\0").ToArray();
        Assert.Equal("Recorded", new DescribedFile().Add("LIST", list).ReadClean().Metadata["ICMT"]);
    }

    [Fact]
    public void Odd_tags_without_their_pad_byte_do_not_derail_those_after_them()
    {
        byte[] list = new ChunkWriter().Text("INFO").Text("INAM").UInt32(3).Text("owl")
            .Text("IART").UInt32(3).Text("Eva").Child("IGNR", "x").ToArray();
        Metadata metadata = new DescribedFile().Add("LIST", list).ReadClean().Metadata;
        Assert.Equal(("owl", "Eva", "x"), (metadata["INAM"], metadata["IART"], metadata["IGNR"]));
    }

    [Fact]
    public void A_tag_longer_than_its_list_is_cut_and_reported_with_its_byte()
    {
        byte[] list = new ChunkWriter().Text("INFO").Child("INAM", "owl").Text("IART").UInt32(uint.MaxValue).Text("Eva").ToArray();
        var file = new DescribedFile().Add("LIST", list);
        Metadata metadata = file.ReadReporting("expected 4294967295 bytes, found 3").Metadata;
        Assert.Equal(("owl", "Eva"), (metadata["INAM"], metadata["IART"]));
        Assert.Equal((DiagnosticKind.Metadata, 4 + 4 + 12 + 8), (file.Diagnostics[0].Kind, file.Diagnostics[0].Position));
    }

    [Fact]
    public void Big_endian_lists_are_read_in_RIFX()
    {
        byte[] list = new ChunkWriter(isBigEndian: true).Text("INFO").Child("INAM", "owl").Child("IART", "Eva").ToArray();
        Metadata metadata = new DescribedFile("RIFX").Add("LIST", list).ReadClean().Metadata;
        Assert.Equal(("owl", "Eva"), (metadata["INAM"], metadata["IART"]));
    }

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    [InlineData("Wave64")]
    public void Lists_of_the_64_bit_containers_are_read_as_those_of_RIFF(string container) =>
        Assert.Equal("Nachtigall", new DescribedFile(container).Add("list", Samples.Info()).ReadClean().Metadata["Title"]);

    [Fact]
    public void Lists_of_Wave64_may_have_GUIDs_and_64_bit_lengths_throughout()
    {
        byte[] tail = [0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];
        byte[] list = new ChunkWriter().Text("INFO").Bytes(tail)
            .Text("INAM").Bytes(tail).UInt64(24 + 4).Text("owl\0").Zeros(4)
            .Text("IART").Bytes(tail).UInt64(24 + 4).Text("Eva\0").Zeros(4).ToArray();
        Metadata metadata = new DescribedFile("Wave64").Add("list", list).ReadClean().Metadata;
        Assert.Equal(("owl", "Eva"), (metadata["INAM"], metadata["IART"]));
    }

    [Fact]
    public void A_list_of_another_type_and_unknown_chunks_stay_reachable_raw()
    {
        MetadataResult result = new DescribedFile().Add("LIST", "exif????").Add("levl", [1, 2, 3]).ReadClean();
        Assert.Empty(result.Metadata.Sections);
        Assert.Equal(["LIST", "levl"], result.Metadata.Chunks.Select(chunk => chunk.Id));
        Assert.Equal([1, 2, 3], result.Metadata.Chunks[1].ReadBytes());
    }
}
