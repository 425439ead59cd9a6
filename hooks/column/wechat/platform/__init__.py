"""The API of WeChat official accounts (developers.weixin.qq.com).

In reading order: `limits` has the limits of the API with their sources; `picture_file` what is uploaded; `credentials`
reads AppID and AppSecret; `client` makes the calls; `errors` has the exceptions that it raises, with the texts of
`error_codes`.
"""
