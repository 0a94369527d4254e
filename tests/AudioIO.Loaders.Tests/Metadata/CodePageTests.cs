using System.Text;

namespace AudioIO.Tests.MetadataReading;

/// <summary>Texts in other than UTF-8 and Windows-1252.</summary>
public sealed class CodePageTests
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    private static byte[] Cset(int codePage) => new ChunkWriter().Int16(codePage).Int16(86).Int16(4).Int16(2).ToArray();

    private static byte[] Info(byte[] title) => new ChunkWriter().Text("INFO").Child("INAM", title).Child("IART", "owl").ToArray();

    [Theory]
    [InlineData(936, "夜莺之歌")]
    [InlineData(932, "ナイチンゲール")]
    [InlineData(950, "夜鶯之歌")]
    [InlineData(949, "나이팅게일")]
    [InlineData(1251, "Соловей")]
    [InlineData(1252, "Käuzchen")]
    [InlineData(54936, "夜莺")]
    public void A_code_page_that_the_file_names_decodes_its_texts(int codePage, string title)
    {
        byte[] coded = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(title);
        Metadata before = new DescribedFile().Add("CSET", Cset(codePage)).Add("LIST", Info(coded)).ReadClean().Metadata;
        Assert.Equal((title, "owl"), (before["Title"], before["Artist"]));
        Metadata behind = new DescribedFile().Add("LIST", Info(coded)).Add("CSET", Cset(codePage)).ReadClean().Metadata;
        Assert.Equal(title, behind["Title"]);
    }

    [Theory]
    [InlineData(936)]
    [InlineData(1252)]
    [InlineData(1251)]
    [InlineData(65001)]
    [InlineData(0)]
    public void Texts_in_UTF8_stay_what_they_are_whatever_code_page_is_named(int codePage)
    {
        byte[] title = Encoding.UTF8.GetBytes("夜莺之歌 – Käuzchen");
        Assert.Equal("夜莺之歌 – Käuzchen",
            new DescribedFile().Add("CSET", Cset(codePage)).Add("LIST", Info(title)).ReadClean().Metadata["Title"]);
    }

    [Fact]
    public void Pairs_of_bytes_that_are_UTF8_by_chance_are_read_in_the_code_page()
    {
        // 0xCC 0xB8 is 谈 in GBK, and a combining stroke in UTF-8.
        byte[] title = Gbk.GetBytes("谈");
        Assert.Equal([0xCC, 0xB8], title);
        Assert.Equal("谈", new DescribedFile().Add("CSET", Cset(936)).Add("LIST", Info(title)).ReadClean().Metadata["Title"]);
    }

    [Fact]
    public void Labels_and_notes_have_the_code_page_too()
    {
        byte[] cue = new ChunkWriter().UInt32(1).UInt32(1, 5).Text("data").UInt32(0, 0, 5).ToArray();
        byte[] adtl = new ChunkWriter().Text("adtl")
            .Child("labl", new ChunkWriter().UInt32(1).Bytes(Gbk.GetBytes("夜莺")).Byte(0).ToArray())
            .Child("note", new ChunkWriter().UInt32(1).Bytes(0xFF, 0xFE).Bytes(Encoding.Unicode.GetBytes("远处\0")).ToArray()).ToArray();
        Marker marker = Assert.Single(new DescribedFile().Add("CSET", Cset(936)).Add("cue ", cue).Add("LIST", adtl).ReadClean().Markers);
        Assert.Equal(("夜莺", "远处"), (marker.Label, marker.Text));
    }

    [Fact]
    public void UTF16_behind_its_mark_needs_no_code_page()
    {
        byte[] little = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("夜莺 a\0x")];
        byte[] big = [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("夜莺 a")];
        Assert.Equal("夜莺 a", new DescribedFile().Add("LIST", Info(little)).ReadClean().Metadata["Title"]);
        Assert.Equal("夜莺 a", new DescribedFile().Add("LIST", Info(big)).ReadClean().Metadata["Title"]);
    }

    [Fact]
    public void An_unknown_code_page_is_reported()
    {
        byte[] title = [0x4B, 0xE4, 0x75, 0x7A];
        var file = new DescribedFile().Add("CSET", Cset(12345)).Add("LIST", Info(title));
        Assert.Equal("Käuz", file.ReadReporting("expected the number of a code page, found 12345").Metadata["Title"]);
        var cut = new DescribedFile().Add("CSET", [1]).Add("LIST", Info(title));
        Assert.Equal("Käuz", cut.ReadReporting("at least 2 bytes").Metadata["Title"]);
    }

    [Fact]
    public void The_code_pages_of_the_program_are_left_alone()
    {
        new DescribedFile().Add("CSET", Cset(936)).Add("LIST", Samples.Info()).ReadClean();
        Assert.Throws<NotSupportedException>(() => Encoding.GetEncoding(936));
    }
}
